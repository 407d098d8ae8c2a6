namespace Monitoring.Benchmarks.Ingest;

/// <summary>What one way of taking events in has cost, with all that goes on beside it.</summary>
/// <param name="EventsPerSecond">How many events came in a second.</param>
/// <param name="ProcessorMicroseconds">The time of both processors together for an event.</param>
/// <param name="AllocatedBytes">The memory that was asked for, for an event.</param>
internal readonly record struct IngestFigures(double EventsPerSecond, double ProcessorMicroseconds, double AllocatedBytes);
