using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.AspNetCore.Api;

/// <summary>
/// Does a command at most once for each <c>Idempotency-Key</c> of an actor. The key is claimed in the store before the command runs,
/// so of two calls at the same time, in this host or another, one runs and the other is told to wait.
/// </summary>
/// <remarks>
/// A command changes one or the other store, and the kept answer lies in the document store: the two cannot become true together. When
/// the host dies or a store fails between them, nobody knows whether the command was done. Its key is then spent: repeats are told so
/// and are never done, since doing a command twice is what the key was sent against.
/// </remarks>
internal static class Idempotency
{
    private const int MaxKeyLength = 255;
    private const int ExpiredAtOnce = 20;

    /// <summary>How long a command may run before a repeat is told that its end is not known.</summary>
    private static readonly TimeSpan RunTime = TimeSpan.FromMinutes(1);

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
        if (found is not null && found.Value.ExpiresAt > now)
        {
            return Earlier(found.Value, claim);
        }

        // From here on it goes on to its end though the caller may be gone: the repeat must find out what became of it.
        call.Cancellation = CancellationToken.None;
        var claimed = await PutAsync(store, claim, found?.Version ?? 0);
        return claimed.Outcome == CommitOutcome.Committed ? await RunAsync(call, handler, store, claim, claimed.Versions[0]) : Running();
    }

    /// <summary>The answer that the earlier call leads to.</summary>
    private static ApiAnswer Earlier(IdempotencyRecord found, IdempotencyRecord claim)
    {
        if (found.RequestHash != claim.RequestHash)
        {
            return Problem.Create(
                StatusCodes.Status422UnprocessableEntity, "Idempotency-Key: was used for another body; take a new key for another command.");
        }

        if (found.Status == 0)
        {
            return found.IsInterrupted || claim.StartedAt - found.StartedAt >= RunTime ? Interrupted() : Running();
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

    private static ApiAnswer Interrupted() => Problem.Create(
        StatusCodes.Status409Conflict,
        "Idempotency-Key: the first call with this key came to no known end: whether it was done is not known, and it is not done again. " +
        "Read what it should have changed, and take a new key if it is still to be done.");

    private static async ValueTask<ApiAnswer> RunAsync(
        ApiCall call, ApiHandler handler, IDocumentStore store, IdempotencyRecord claim, long version)
    {
        ApiAnswer answer;
        try
        {
            answer = await handler(call);
        }
        catch
        {
            await TryAsync(async () => await PutAsync(store, claim with { IsInterrupted = true }, version));
            throw;
        }

        if (answer.Status is >= 200 and < 300)
        {
            await KeepAsync(store, claim, answer, version);
        }
        else
        {
            // A refused command has done nothing, so the key is free again.
            await TryAsync(() => ReleaseAsync(store, claim, version));
        }

        return answer;
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
        await TryAsync(async () => await PutAsync(store, record, version));
        await TryAsync(() => RemoveExpiredAsync(store, claim.StartedAt));
    }

    private static async ValueTask ReleaseAsync(IDocumentStore store, IdempotencyRecord claim, long version) =>
        await store.CommitAsync(new DocumentCommit
        {
            Partition = Partition.Host,
            Deletes = [new DocumentDelete { Type = IdempotencyDocuments.Type, Key = claim.Id, ExpectedVersion = version }],
        });

    /// <summary>Writes about a command whose fate is sealed; that it cannot be written must not turn an answer into a failure.</summary>
    private static async ValueTask TryAsync(Func<ValueTask> write)
    {
        try
        {
            await write();
        }
        catch (StorageUnavailableException)
        {
            // The claim stays as it is: repeats are not done.
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
                Deletes = [.. expired.Items.Select(item => new DocumentDelete { Type = IdempotencyDocuments.Type, Key = item.Key, ExpectedVersion = item.Version })],
            });
        }
    }

    private static ValueTask<CommitResult> PutAsync(IDocumentStore store, IdempotencyRecord record, long expectedVersion) =>
        store.CommitAsync(new DocumentCommit { Partition = Partition.Host, Puts = [IdempotencyDocuments.Type.Put(record, expectedVersion)] });

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
