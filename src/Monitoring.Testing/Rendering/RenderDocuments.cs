using System.Globalization;
using Monitoring.Storage.Documents;
using static Monitoring.Testing.Rendering.Render;

namespace Monitoring.Testing.Rendering;

/// <summary>Writes what a document store takes and gives.</summary>
internal static class RenderDocuments
{
    public static string Document(StoredDocument? document) => document is null ? "no document" : $"version {document.Version} {DocumentButVersion(document)}";

    public static string DocumentButVersion(StoredDocument document) =>
        $"{document.Type} {Text(document.Key)} in {document.Partition} schema {document.SchemaVersion} body {Body(document.Body)}";

    public static string Signal(StoredSignal signal) => $"in {signal.Partition} {Signal(signal.Signal)}";

    public static string Signal(SignalEntry signal) =>
        $"signal {signal.Id} {Text(signal.Type)} about {Text(signal.AggregateId)} at {Instant(signal.OccurredAt)} body {Bytes(signal.Body)}";

    public static string Timer(TimerSchedule timer) => $"{Text(timer.Timer.Kind)} {Text(timer.Timer.Key)} due {Instant(timer.DueAt)} attempts {timer.Attempts.ToString(CultureInfo.InvariantCulture)} payload {Bytes(timer.Payload)}";

    /// <summary>All but the epoch, of which only the order means something.</summary>
    public static string Claim(TimerClaim claim) =>
        $"in {claim.Partition} {Text(claim.Timer.Kind)} {Text(claim.Timer.Key)} due {Instant(claim.DueAt)} payload {Bytes(claim.Payload)} "
        + $"attempt {claim.Attempt.ToString(CultureInfo.InvariantCulture)} until {Instant(claim.LeaseUntil)}";

    private static string Body(ReadOnlyMemory<byte> body) => Text(System.Text.Encoding.UTF8.GetString(body.Span));
}
