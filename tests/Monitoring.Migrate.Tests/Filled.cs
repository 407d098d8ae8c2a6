using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Access;
using Monitoring.Storage;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.TestData;
using Monitoring.TestData.Events;

namespace Monitoring.Migrate.Tests;

/// <summary>Stores with something of every kind in them.</summary>
internal static class Filled
{
    public static readonly ProjectId Project = new(7);

    public static DocumentType<Note> Notes { get; } = new("note", NoteJson.Default.Note, note => note.Key, [new("text", note => IndexKey.Empty.Add(note.Text))]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The stores of a provider, without anything of a host.</summary>
    public static ServiceProvider Open(Action<IMonitoringBuilder> use)
    {
        var builder = new Builder();
        builder.Services.AddSingleton<DocumentType>(Notes);
        use(builder);
        return builder.Services.BuildServiceProvider();
    }

    public static async Task FillAsync(ServiceProvider services, int events)
    {
        await FillErrorsAsync(services.GetRequiredService<IErrorStore>(), events);
        await FillDocumentsAsync(services.GetRequiredService<IDocumentStore>());
        var blobs = services.GetRequiredService<IBlobStore>();
        for (var i = 0; i < 5; i++)
        {
            using var content = new MemoryStream(new byte[i * 700_000]);
            var write = new BlobWrite { Id = Blob(i), MaxLength = long.MaxValue, ContentType = $"type/{i}", ExpiresAt = i == 2 ? Some.Instant.AddYears(50) : null };
            Assert.Equal(BlobWriteOutcome.Written, (await blobs.WriteAsync(write, content, Cancellation)).Outcome);
        }
    }

    public static BlobId Blob(int i) => new(i % 2 == 0 ? Project : default, new EntityId(new Guid(i + 1, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8])));

    /// <summary>An event of a real SDK's shape as its payload, in one of some issues.</summary>
    public static GroupedEvent Event(Random random, int number)
    {
        var payload = EventGen.Next(random);
        var hash = new byte[GroupingHash.ByteLength];
        hash[0] = (byte)random.Next(40);
        hash[15] = 1;
        var received = TimeProvider.System.GetUtcNow().AddMinutes(-random.Next(60 * 24 * 20));
        return new GroupedEvent
        {
            ProjectId = number % 5 == 0 ? new ProjectId(8) : Project,
            EventId = new EventId(new Guid(number, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8])),
            Timestamp = received.AddSeconds(-3),
            ReceivedAt = received,
            Hashes = hash[0] % 7 == 0 ? [GroupingHash.FromBytes(hash), GroupingHash.FromBytes([9, .. hash[1..]])] : [GroupingHash.FromBytes(hash)],
            Title = $"Error {hash[0]} Ошибка \0",
            Culprit = "shop.cart in add",
            Type = "error",
            Level = ErrorLevel.Error,
            Platform = "python",
            Release = $"shop@1.{random.Next(4)}",
            Environment = random.Next(3) == 0 ? null : "production",
            UserHash = (ulong)random.NextInt64(),
            SearchText = "some text",
            Tags = [new EventTag { Key = "browser", Value = $"Firefox {random.Next(150)}" }],
            Payload = number % 9 == 0 ? default : payload,
        };
    }

    private static async Task FillErrorsAsync(IErrorStore errors, int events)
    {
        var random = new Random(17);
        foreach (var batch in Enumerable.Range(1, events).Select(number => Event(random, number)).Chunk(500))
        {
            await errors.AppendAsync([.. batch], Cancellation);
        }

        var issues = (await errors.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Limit = 20 }, Cancellation)).Items;
        await UpdateAsync(errors, issues[0].Id, new IssueChange.Merge { Sources = [issues[1].Id, issues[2].Id] });
        await UpdateAsync(errors, issues[3].Id, new IssueChange.SetState { State = new IssueState { Status = IssueStatus.Resolved, Substatus = IssueSubstatus.Ongoing, ResolvedInReleases = ["shop@1.9"] } });
        await UpdateAsync(errors, issues[4].Id, new IssueChange.Assign { Assignee = "anna" });
        await UpdateAsync(errors, issues[5].Id, new IssueChange.Delete());
        foreach (var issue in issues.Skip(6).Take(3))
        {
            var kept = await errors.ListEventsAsync(new EventQuery { IssueId = issue.Id, OnlyKept = true, Limit = 100 }, Cancellation);
            await UpdateAsync(errors, issue.Id, new IssueChange.Pin { EventId = kept.Items[0].Event.EventId });
            await UpdateAsync(errors, issue.Id, new IssueChange.Pin { EventId = kept.Items[^1].Event.EventId });
        }

        var now = TimeProvider.System.GetUtcNow();
        await errors.ApplyRetentionAsync(new RetentionRule { ProjectId = Project, EventsBefore = now.AddDays(-15), At = now, PayloadBytes = 20_000 * events / 100 }, Cancellation);
        await errors.TrimTransitionsAsync((await errors.ReadTransitionsAsync(0, 3, Cancellation))[^1].Position, Cancellation);
    }

    private static async Task UpdateAsync(IErrorStore errors, IssueId issue, IssueChange change)
    {
        var update = new IssueUpdate { IssueId = issue, Change = change, ActorId = "anna", ActorKind = ActorKind.User, Door = "api", At = TimeProvider.System.GetUtcNow() };
        Assert.Equal(IssueUpdateOutcome.Applied, (await errors.UpdateIssueAsync(update, Cancellation)).Outcome);
    }

    private static async Task FillDocumentsAsync(IDocumentStore documents)
    {
        for (var i = 0; i < 250; i++)
        {
            await documents.CommitAsync(
                new DocumentCommit
                {
                    Partition = i % 3 == 0 ? Partition.Host : Partition.Of(Project),
                    Puts = [Notes.Put(new Note { Key = $"ключ {i}", Text = $"text {i % 10}" })],
                    Timers = [new TimerSchedule { Timer = new TimerKey { Kind = "remind", Key = $"{i}" }, DueAt = TimeProvider.System.GetUtcNow().AddHours(i - 20), Payload = Encoding.UTF8.GetBytes($"{i}") }],
                    Signals = [new SignalEntry { Id = EntityId.Create(TimeProvider.System), Type = "noted", AggregateId = $"{i}", OccurredAt = Some.Instant, Body = new byte[i] }],
                },
                Cancellation);
        }

        await documents.ClaimDueAsync("remind", "somebody", TimeSpan.FromHours(5), 7, Cancellation);
        await documents.AcquireLeaseAsync("pump", "somebody", TimeSpan.FromHours(5), Cancellation);
        await documents.TrimSignalsAsync(3, Cancellation);
    }

    /// <summary>What the reads of all three ports answer, as texts.</summary>
    public static async Task<IReadOnlyList<string>> ShowAsync(ServiceProvider services)
    {
        var shown = new List<string>();
        var errors = services.GetRequiredService<IErrorStore>();
        foreach (var project in new[] { Project, new ProjectId(8) })
        {
            var issues = (await errors.SearchIssuesAsync(new IssueQuery { ProjectId = project, Limit = 100 }, Cancellation)).Items;
            foreach (var issue in issues)
            {
                shown.Add(Text(issue));
                shown.Add(Text(await errors.FindIssueByNumberAsync(project, issue.Number, Cancellation)));
                shown.Add(Text(await errors.GetTagsAsync(issue.Id, Cancellation)));
                var now = TimeProvider.System.GetUtcNow();
                var day = new DateTimeOffset(now.Date, TimeSpan.Zero);
                shown.Add(Text(await errors.GetSeriesAsync(new SeriesQuery { IssueId = issue.Id, From = day.AddDays(-30), To = day.AddDays(1), Bucket = SeriesBucket.Day }, Cancellation)));
                await ShowEventsAsync(errors, issue, shown);
            }
        }

        shown.AddRange((await errors.ReadTransitionsAsync(0, 1_000, Cancellation)).Select(Text));
        await ShowDocumentsAsync(services.GetRequiredService<IDocumentStore>(), shown);
        await ShowBlobsAsync(services.GetRequiredService<IBlobStore>(), shown);
        return shown;
    }

    private static async Task ShowEventsAsync(IErrorStore errors, IssueRow issue, List<string> shown)
    {
        var query = new EventQuery { IssueId = issue.Id, Limit = 100 };
        Page<StoredEvent> page;
        do
        {
            page = await errors.ListEventsAsync(query, Cancellation);
            foreach (var listed in page.Items)
            {
                var whole = (await errors.GetEventAsync(issue.ProjectId, listed.Event.EventId, Cancellation))!;
                shown.Add(Text(listed));
                shown.Add($"{Text(whole with { Event = whole.Event with { Payload = default } })} {Convert.ToBase64String(whole.Event.Payload.Span)}");
            }

            query = query with { Cursor = page.Next };
        }
        while (page.Next is not null);
    }

    private static async Task ShowDocumentsAsync(IDocumentStore documents, List<string> shown)
    {
        foreach (var partition in new[] { Partition.Host, Partition.Of(Project) })
        {
            var found = await documents.QueryAsync(new DocumentQuery { Partition = partition, Type = Notes, Index = "text", Limit = 1_000 }, Cancellation);
            shown.AddRange(found.Items.Select(document => $"{document.Partition} {document.Key} {document.Version} {document.SchemaVersion} {Encoding.UTF8.GetString(document.Body.Span)}"));
        }

        shown.AddRange((await documents.ReadSignalsAsync(0, 1_000, Cancellation)).Select(signal => $"{signal.Position} {signal.Partition} {signal.Signal.Id} {signal.Signal.AggregateId} {signal.Signal.Body.Length}"));
    }

    private static async Task ShowBlobsAsync(IBlobStore blobs, List<string> shown)
    {
        for (var i = 0; i < 5; i++)
        {
            shown.Add($"{await blobs.FindAsync(Blob(i), Cancellation)}");
            await using var stream = (await blobs.OpenReadAsync(Blob(i), Cancellation))!;
            shown.Add(Convert.ToHexString(await System.Security.Cryptography.SHA256.HashDataAsync(stream, Cancellation)));
        }
    }

    private static string Text<T>(T value) => JsonSerializer.Serialize(value);

    private sealed class Builder : IMonitoringBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();
    }
}

/// <summary>A document.</summary>
internal sealed record Note
{
    public required string Key { get; init; }

    public required string Text { get; init; }
}

[JsonSerializable(typeof(Note))]
internal sealed partial class NoteJson : JsonSerializerContext;
