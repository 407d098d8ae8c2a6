using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.Storage.PostgreSql.Errors;
using Monitoring.Storage.PostgreSql.Opening;

namespace Monitoring.Storage.PostgreSql.Tests.Crashes;

/// <summary>A host that is killed: appends, sets timers and handles those that are due, together with other hosts on one schema, and notes each answer in a file.</summary>
public sealed class Victim
{
    /// <summary>The connection string, the schema and the file of answers, one a line.</summary>
    internal const string Variable = "MONITORING_VICTIM";

    internal const string TimerKind = "note";

    /// <summary>Fewer than are drawn: hosts send the same event again and again, as SDKs do, at the same time and later.</summary>
    private const int Ids = 100_000;

    private readonly Lock _lock = new();

    internal static ProjectId Project { get; } = new(7);

    internal static Partition Here { get; } = Partition.Of(Project);

    [Fact(Explicit = true)]
    public async Task Writes_until_it_is_killed()
    {
        var settings = (Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException($"{nameof(HostKillTests)} starts this.")).Split('\n');
        await using var store = Open(settings[0], settings[1]);
        using var errors = new PostgreSqlErrorStore(store);
        var documents = new PostgreSqlDocumentStore(store);
        await using var answers = new StreamWriter(settings[2], append: true) { AutoFlush = true };
        await Task.WhenAll(
            ForeverAsync(() => AppendAsync(errors, answers)), ForeverAsync(() => AppendAsync(errors, answers)), ForeverAsync(() => SetTimerAsync(documents, answers)),
            ForeverAsync(() => HandleTimersAsync(documents, $"host {Environment.ProcessId}", TimeSpan.FromSeconds(2))));
    }

    internal static PostgreSqlStore Open(string connectionString, string schema) => new(new StoreSettings
    {
        Options = new PostgreSqlOptions { ConnectionString = connectionString, Schema = schema },
        Time = TimeProvider.System,
        Types = [Tests.Note.Type],
        Logger = NullLogger.Instance,
    });

    /// <summary>Handles timers that are due: each writes its note, which may be there once.</summary>
    /// <returns>How many there were.</returns>
    internal static async Task<int> HandleTimersAsync(PostgreSqlDocumentStore documents, string owner, TimeSpan lease)
    {
        var due = await documents.ClaimDueAsync(TimerKind, owner, lease, 10, TestContext.Current.CancellationToken);
        foreach (var claim in due)
        {
            var note = new Note { Key = claim.Timer.Key, Number = claim.Attempt };
            var done = await documents.CommitAsync(
                new DocumentCommit { Partition = Here, Puts = [Tests.Note.Type.Put(note, 0)], CompletedTimers = [claim], Signals = [SharedSchema.Signal(claim.Timer.Key)] },
                TestContext.Current.CancellationToken);

            // A claim may be lost; a note that is there although the claim holds would be a timer that fired twice.
            Assert.NotEqual(CommitOutcome.Conflict, done.Outcome);
        }

        return due.Length;
    }

    /// <summary>The database is killed as well.</summary>
    private static async Task ForeverAsync(Func<Task> work)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                await work();
            }
            catch (StorageUnavailableException)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    private async Task AppendAsync(PostgreSqlErrorStore store, StreamWriter answers)
    {
        var events = Enumerable.Range(0, Random.Shared.Next(1, 40)).Select(_ => Event(Random.Shared.Next(Ids))).ToImmutableArray();
        await store.AppendAsync(events, TestContext.Current.CancellationToken);
        Note(answers, events.Select(appended => appended.EventId.ToString()));
    }

    private async Task SetTimerAsync(PostgreSqlDocumentStore store, StreamWriter answers)
    {
        var key = $"timer {EntityId.Create(TimeProvider.System)}";
        var timer = new TimerSchedule { Timer = new TimerKey { Kind = TimerKind, Key = key }, DueAt = TimeProvider.System.GetUtcNow().AddMilliseconds(Random.Shared.Next(300)) };
        await store.CommitAsync(new DocumentCommit { Partition = Here, Timers = [timer] }, TestContext.Current.CancellationToken);
        Note(answers, [key]);
        await Task.Delay(5, TestContext.Current.CancellationToken);
    }

    private void Note(StreamWriter answers, IEnumerable<string> lines)
    {
        lock (_lock)
        {
            answers.Write(string.Concat(lines.Select(line => line + '\n')));
        }
    }

    private static GroupedEvent Event(int number)
    {
        var bytes = SHA256.HashData(BitConverter.GetBytes(number));
        return new GroupedEvent
        {
            ProjectId = Project,
            EventId = EventId.FromBytes(bytes.AsSpan(0, EventId.ByteLength)),
            Timestamp = TimeProvider.System.GetUtcNow(),
            ReceivedAt = TimeProvider.System.GetUtcNow(),
            Hashes = [Hash(number % 50), Hash(50 + (number % 7))],
            Title = $"TimeoutError: no answer {number}",
            Type = "error",
            Level = ErrorLevel.Error,
            Platform = "python",
            UserHash = BitConverter.ToUInt64(bytes, 16),
            Tags = [new EventTag { Key = "browser", Value = $"Firefox {number % 30}" }],
            Payload = new byte[number % 20_000],
        };
    }

    private static GroupingHash Hash(int number) => GroupingHash.FromBytes(SHA256.HashData([(byte)number]).AsSpan(0, GroupingHash.ByteLength));
}
