// What `revelado dataset build` is made of: plan, manifest, contact sheet. Files and progress belong to the command.
export { contactSheet, type SheetOptions } from './contact-sheet.ts'
export { type ManifestHead, type ManifestLine, manifestHead, readManifest, remaining, sampleFiles } from './manifest.ts'
export { type PlannedSample, type PlanOptions, planDataset, plannedRecipe, RECIPE_NAMES, type RecipeName, testCount } from './plan.ts'
