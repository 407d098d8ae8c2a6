using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.AspNetCore.Api;

/// <summary>
/// Does a command once for each <c>Idempotency-Key</c> of an actor. The key is claimed in the store before the command runs, so
/// of two calls at the same time, in this host or another, one runs and the other is told to wait.
/// </summary>
internal static class Idempotency
{
    private const int MaxKeyLength = 255;
    private const int ExpiredAtOnce = 20;

    /// <summary>After this time a claim without an answer counts as abandoned by a host that died.</summary>
    private static readonly TimeSpan ClaimTime = TimeSpan.FromMinutes(1);

    public static async ValueTask<ApiAnswer> OnceAsync(ApiCall call, ApiHandler handler)
    {
        var key = call.Context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0)
        {
            return await handler(call);
        }

        if (key.Length > MaxKeyLength)
        {
            return Problem.BadRequest($"Idempotency-Key: has {key.Length} characters; at most {MaxKeyLength} are allowed.");
        }

        var store = call.Service<IDocumentStore>();
        var now = call.Service<TimeProvider>().GetUtcNow();
        var claim = Claim(call, key, now);
        var found = await store.FindAsync(Partition.Host, IdempotencyDocuments.Type, claim.Id, call.Cancellation);
        if (found is not null && found.Value.ExpiresAt > now && Earlier(found.Value, claim) is { } answer)
        {
            return answer;
        }

        var claimed = await PutAsync(store, claim, found?.Version ?? 0, call.Cancellation);
        if (claimed.Outcome != CommitOutcome.Committed)
        {
            return Running();
        }

        return await RunAsync(call, handler, store, claim, claimed.Versions[0]);
    }

    /// <summary>The answer that the earlier call leads to, or <see langword="null"/> when it was abandoned.</summary>
    private static ApiAnswer? Earlier(IdempotencyRecord found, IdempotencyRecord claim)
    {
        if (found.RequestHash != claim.RequestHash)
        {
            return Problem.Create(
                StatusCodes.Status422UnprocessableEntity, "Idempotency-Key: was used for another body; take a new key for another command.");
        }

        if (found.Status == 0)
        {
            return claim.StartedAt - found.StartedAt < ClaimTime ? Running() : null;
        }

        return new ApiAnswer
        {
            Status = found.Status,
            ContentType = found.ContentType,
            Body = found.Body,
            ETag = found.ETag,
            Location = found.Location,
        };
    }

    private static ApiAnswer Running() =>
        Problem.Create(StatusCodes.Status409Conflict, "Idempotency-Key: the first call with this key is still being done; repeat it in a moment.")
            with
        { RetryAfter = TimeSpan.FromSeconds(1) };

    private static async ValueTask<ApiAnswer> RunAsync(
        ApiCall call, ApiHandler handler, IDocumentStore store, IdempotencyRecord claim, long version)
    {
        var isDone = false;
        try
        {
            var answer = await handler(call);
            isDone = answer.Status is >= 200 and < 300;
            if (isDone)
            {
                await KeepAsync(store, claim, answer, version);
            }

            return answer;
        }
        finally
        {
            // A refused command has done nothing, so the key is free again.
            if (!isDone)
            {
                await ReleaseAsync(store, claim, version);
            }
        }
    }

    private static async ValueTask KeepAsync(IDocumentStore store, IdempotencyRecord claim, ApiAnswer answer, long version)
    {
        var record = claim with
        {
            Status = answer.Status,
            ContentType = answer.ContentType,
            Body = answer.Body.ToArray(),
            ETag = answer.ETag,
            Location = answer.Location,
        };
        try
        {
            await PutAsync(store, record, version, CancellationToken.None);
            await RemoveExpiredAsync(store, claim.StartedAt);
        }
        catch (StorageUnavailableException)
        {
            // The command is done; that its answer is not kept must not turn it into a failure.
        }
    }

    private static async ValueTask ReleaseAsync(IDocumentStore store, IdempotencyRecord claim, long version)
    {
        try
        {
            await store.CommitAsync(new DocumentCommit
            {
                Partition = Partition.Host,
                Deletes = [new DocumentDelete { Type = IdempotencyDocuments.Type, Key = claim.Id, ExpectedVersion = version }],
            });
        }
        catch (StorageUnavailableException)
        {
            // The claim is given up after its time.
        }
    }

    private static async ValueTask RemoveExpiredAsync(IDocumentStore store, DateTimeOffset now)
    {
        var expired = await store.QueryAsync(new DocumentQuery
        {
            Partition = Partition.Host,
            Type = IdempotencyDocuments.Type,
            Index = IdempotencyDocuments.ByExpiry,
            Ranges = [new IndexRange { From = IndexKey.Empty, To = IndexKey.Empty.Add(now) }],
            Limit = ExpiredAtOnce,
        });
        if (!expired.Items.IsEmpty)
        {
            await store.CommitAsync(new DocumentCommit
            {
                Partition = Partition.Host,
                Deletes = [.. expired.Items.Select(item => new DocumentDelete { Type = IdempotencyDocuments.Type, Key = item.Key })],
            });
        }
    }

    private static ValueTask<CommitResult> PutAsync(IDocumentStore store, IdempotencyRecord record, long expectedVersion, CancellationToken cancellationToken) =>
        store.CommitAsync(
            new DocumentCommit { Partition = Partition.Host, Puts = [IdempotencyDocuments.Type.Put(record, expectedVersion)] }, cancellationToken);

    private static IdempotencyRecord Claim(ApiCall call, string key, DateTimeOffset now) => new()
    {
        Id = Hash([call.Actor.Kind.ToString(), call.Actor.Id, call.Context.Request.Method, call.Context.Request.Path.Value ?? "", key], default),
        RequestHash = Hash([call.Context.Request.QueryString.Value ?? "", call.Context.Request.Headers.IfMatch.ToString()], call.Body.Span),
        StartedAt = now,
        ExpiresAt = now + call.Service<IOptions<MonitoringEndpointOptions>>().Value.IdempotencyWindow,
    };

    /// <summary>SHA-256 over the parts, each led by its length, and the rest.</summary>
    private static string Hash(ReadOnlySpan<string> parts, ReadOnlySpan<byte> rest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        hash.AppendData(rest);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
