using Monitoring.Storage.Documents;

namespace Monitoring.AspNetCore.Api;

/// <summary>How commands that were called with a key are stored: in the host's partition, found again by their expiry.</summary>
internal static class IdempotencyDocuments
{
    public const string ByExpiry = "expiry";

    public static DocumentType<IdempotencyRecord> Type { get; } = new(
        "idempotency",
        IdempotencyJson.Default.IdempotencyRecord,
        record => record.Id,
        [new DocumentIndex<IdempotencyRecord>(ByExpiry, record => IndexKey.Empty.Add(record.ExpiresAt))]);
}
