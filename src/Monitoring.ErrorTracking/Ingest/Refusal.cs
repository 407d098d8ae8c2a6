namespace Monitoring.ErrorTracking.Ingest;

/// <summary>Why something is refused: the status of the answer, the name in answers and outcomes, and a sentence.</summary>
internal sealed record Refusal(IngestStatus Status, string Name, string Message);
