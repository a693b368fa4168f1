// Tensors are known to JavaScript by number: slot | generation << 32, exact in a double. A freed slot gets a new generation,
// so that a handle used after its tensor was freed, twice freed or made up is an error and never a crash.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <vector>

#include "errors.h"

namespace binding {

class Handles {
 public:
  double put(at::Tensor tensor) {
    uint32_t slot;
    if (free_.empty()) {
      slot = static_cast<uint32_t>(slots_.size());
      slots_.emplace_back();
    } else {
      slot = free_.back();
      free_.pop_back();
    }
    slots_[slot].tensor = std::move(tensor);
    ++live_;
    return static_cast<double>(static_cast<uint64_t>(slots_[slot].generation) << 32 | slot);
  }

  at::Tensor& get(double handle) {
    const uint32_t slot = find(handle);
    if (slot == 0) throw ArgumentError{"a tensor was used after it was disposed, or is no tensor"};
    return slots_[slot].tensor;
  }

  // Says whether the handle was live.
  bool release(double handle) {
    const uint32_t slot = find(handle);
    if (slot == 0) return false;
    Slot& entry = slots_[slot];
    // The tensor's destructor may free a whole graph: let it run when the table is consistent again.
    const at::Tensor dying = std::move(entry.tensor);
    entry.tensor = at::Tensor();
    --live_;
    // A slot whose generations are used up is never used again.
    if (++entry.generation < kGenerations) free_.push_back(slot);
    return true;
  }

  size_t live() const { return live_; }

 private:
  // 20 bits: with the 32 of the slot a handle stays below 2^52.
  static constexpr uint32_t kGenerations = 1u << 20;

  struct Slot {
    at::Tensor tensor;
    uint32_t generation = 1;
  };

  // The slot of a live handle, or 0.
  uint32_t find(double handle) const {
    if (!(handle > 0 && handle < 4503599627370496.0)) return 0;
    const uint64_t bits = static_cast<uint64_t>(handle);
    if (static_cast<double>(bits) != handle) return 0;
    const uint32_t slot = static_cast<uint32_t>(bits);
    if (slot == 0 || slot >= slots_.size()) return 0;
    if (slots_[slot].generation != static_cast<uint32_t>(bits >> 32)) return 0;
    return slot;
  }

  std::vector<Slot> slots_ = std::vector<Slot>(1);
  std::vector<uint32_t> free_;
  size_t live_ = 0;
};

}  // namespace binding
