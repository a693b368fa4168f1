import { createPicture, Random } from '@revelado/core'
import { drawNegative, makeNegative } from './src/film/index.ts'
const p = createPicture(200,300)
const r = new Random(3)
for (let i=0;i<p.data.length;i++) p.data[i]=Math.round(r.uniform()*255)/255
const plain = process.argv.includes('plain')
const cal=()=>{const t=process.hrtime.bigint();let s=0;for(let i=0;i<15e6;i++){s=(Math.imul(s,1103515245)+i)|0};const d=Number(process.hrtime.bigint()-t)/1e6;return d+ (s===1?1:0)} // 15e6*4 cycles = 20 ms at 3 GHz
for (let i=0;i<5;i++) cal()
for (const kind of ['colour','bw'] as const) {
  const ratios:number[]=[], raws:number[]=[], cals:number[]=[]
  for (let i=0;i<160;i++) { const q=drawNegative(new Random(kind+i),{kind}); const par={...q, ...(plain?{border:null,edits:[]}:{}), scanner:{...q.scanner,jpeg:null}}
    const c0=cal(); const t=process.hrtime.bigint(); makeNegative(p,par); const d=Number(process.hrtime.bigint()-t)/1e6; const c1=cal(); if(i>=40){ratios.push(d/((c0+c1)/2)*20);raws.push(d);cals.push(c0)} }
  const med=(a:number[])=>a.sort((x,y)=>x-y)[a.length>>1]
  console.log(kind,'at 3 GHz-equivalent median',med(ratios).toFixed(1),'ms; raw median',med(raws).toFixed(1),'raw min',Math.min(...raws).toFixed(1),'cal median',med(cals).toFixed(1),'cal min',Math.min(...cals).toFixed(1))
}
