namespace Monitoring.Benchmarks;

/// <summary>What one way took.</summary>
/// <param name="Name">The way.</param>
/// <param name="Milliseconds">The median of a turn.</param>
/// <param name="Kibibytes">What the last turn allocated.</param>
internal sealed record TurnResult(string Name, double Milliseconds, double Kibibytes);
