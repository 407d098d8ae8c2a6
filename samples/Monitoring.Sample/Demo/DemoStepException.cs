namespace Monitoring.Sample.Demo;

/// <summary>A step of the demo did not happen.</summary>
internal sealed class DemoStepException(string message) : Exception(message);
