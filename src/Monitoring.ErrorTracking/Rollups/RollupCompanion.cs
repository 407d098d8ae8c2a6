using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Rollups;

/// <summary>Documents that a kind keeps beside its values, and that are swept with them.</summary>
/// <param name="Type">The kind of documents.</param>
/// <param name="Index">The index that begins with an instant.</param>
/// <param name="Retention">How long after that instant they are removed.</param>
internal sealed record RollupCompanion(DocumentType Type, string Index, Func<ErrorTrackingOptions, TimeSpan> Retention);
