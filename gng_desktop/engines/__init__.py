"""Run a stored model fast: ONNX Runtime on the CPU, TensorFlow on CUDA."""
