using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.TestData;
using Monitoring.Transfer;
using Monitoring.Transfer.Archives;

namespace Monitoring.Migrate.Tests.Archives;

/// <summary>An archive whose checksums are right and whose contents somebody has made: it is refused with what is wrong, or what it holds is taken; nothing else comes of it.</summary>
public sealed class ForgedArchiveTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Targets => ["memory", "litedb", "sqlite"];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Changed_contents_are_taken_or_refused_with_a_reason(string target)
    {
        var (header, frames) = await FramesAsync();
        await RandomRounds.RunAsync(Rounds(target, 80, 3_000), async random =>
        {
            var place = random.Next(frames.Count);
            var changed = frames.ToList();
            changed[place] = changed[place] with { Bytes = Mutations.Damage(random, frames[place].Bytes, frames[random.Next(frames.Count)].Bytes) };
            await RestoreAsync(target, header, changed);
        });
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Frames_that_are_left_out_repeated_or_swapped_are_taken_or_refused_with_a_reason(string target)
    {
        var (header, frames) = await FramesAsync();
        await RandomRounds.RunAsync(Rounds(target, 30, 1_000), async random =>
        {
            var changed = frames.ToList();
            var place = random.Next(frames.Count);
            switch (random.Next(3))
            {
                case 0:
                    changed.RemoveAt(place);
                    break;
                case 1:
                    changed.Insert(random.Next(frames.Count), frames[place]);
                    break;
                default:
                    (changed[place], changed[^1]) = (changed[^1], changed[place]);
                    break;
            }

            await RestoreAsync(target, header, changed);
        });
    }

    /// <summary>Chance seldom changes a single record to another one that can be read: here each is changed, left out, repeated or put elsewhere.</summary>
    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Records_that_are_changed_left_out_repeated_or_moved_are_taken_or_refused_with_a_reason(string target)
    {
        var (header, frames) = await FramesAsync();
        int[] places = [.. Enumerable.Range(0, frames.Count).Where(place => frames[place].HoldsRecords)];
        await RandomRounds.RunAsync(Rounds(target, 80, 3_000), async random =>
        {
            var place = places[random.Next(places.Length)];
            var changed = frames.ToList();
            changed[place] = frames[place].Forge(random);
            await RestoreAsync(target, header, changed);
        });
    }

    private static int Rounds(string target, int quick, int thorough) => target == "memory" ? Scale.Count(quick, thorough) : Scale.Count(quick / 10, thorough / 10);

    private static async Task RestoreAsync(string to, ArchiveHeader header, List<ForgedFrame> frames)
    {
        var directory = Directory.CreateTempSubdirectory("monitoring-forged-");
        try
        {
            await using var target = Filled.Open(builder => _ = to switch
            {
                "litedb" => builder.UseLiteDb(options => options.Directory = directory.FullName),
                "sqlite" => builder.UseSqlite(options => options.Path = Path.Combine(directory.FullName, "monitoring.db")),
                _ => builder.UseInMemory(),
            });
            await using var source = await ArchiveSource.OpenAsync(new MemoryStream(Write(header, frames)), Cancellation);
            await new StoreMove(source, Parts(target), TimeProvider.System, _ => { }).RunAsync(Cancellation);
            await ReadAsync(target);
        }
        catch (MonitoringException refusal) when (refusal is not StorageUnavailableException)
        {
            Assert.NotEmpty(refusal.Message);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>What was taken can be read.</summary>
    private static async Task ReadAsync(ServiceProvider stores)
    {
        await using (var source = await StoreSource.BeginAsync(Parts(stores), Cancellation))
        {
            await StoreCount.RunAsync(source, _ => { }, Cancellation);
        }

        var errors = stores.GetRequiredService<IErrorStore>();
        foreach (var project in new[] { Filled.Project, new ProjectId(8) })
        {
            foreach (var issue in (await errors.SearchIssuesAsync(new IssueQuery { ProjectId = project, Limit = 100 }, Cancellation)).Items)
            {
                await errors.GetTagsAsync(issue.Id, Cancellation);
                await errors.FindIssueByNumberAsync(project, issue.Number, Cancellation);
                await errors.ListEventsAsync(new EventQuery { IssueId = issue.Id, Limit = 100 }, Cancellation);
            }
        }

        for (var id = 1; id < 60; id++)
        {
            await errors.GetIssueAsync(new IssueId(id), Cancellation);
        }
    }

    private static async Task<(ArchiveHeader Header, List<ForgedFrame> Frames)> FramesAsync()
    {
        var directory = Directory.CreateTempSubdirectory("monitoring-archive-");
        try
        {
            var path = Path.Combine(directory.FullName, "monitoring.archive");
            await using var stores = Filled.Open(builder => builder.UseInMemory());
            await Filled.FillAsync(stores, 100);
            await using var source = await StoreSource.BeginAsync(Parts(stores), Cancellation);
            await new ArchiveBackup(source, path, TimeProvider.System, _ => { }).RunAsync(Cancellation);
            await using var file = File.OpenRead(path);
            var reader = await ArchiveReader.OpenAsync(file, Cancellation);
            var frames = new List<ForgedFrame>();
            while (await reader.ReadAsync(Cancellation) is var (frame, bytes))
            {
                frames.Add(new ForgedFrame(frame.Kind, frame.EndsPart, bytes));
            }

            return (reader.Header, frames);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static byte[] Write(ArchiveHeader header, List<ForgedFrame> frames)
    {
        var archive = new MemoryStream();
        archive.Write(header.ToBytes());
        using var packing = new Packing(3);
        for (var number = 0; number < frames.Count; number++)
        {
            var packed = new ByteWriter();
            var stored = packing.Pack(frames[number].Bytes, packed);
            var head = new byte[ArchiveFrame.HeaderLength];
            new ArchiveFrame { Kind = frames[number].Kind, EndsPart = frames[number].EndsPart, Stored = stored, Length = frames[number].Bytes.Length, Number = number }
                .Write(head, header.Id, packed.Written);
            archive.Write(head);
            archive.Write(packed.Written);
        }

        return archive.ToArray();
    }

    private static StoreParts Parts(ServiceProvider stores) =>
        StoreParts.Of(stores.GetRequiredService<IErrorStore>(), stores.GetRequiredService<IDocumentStore>(), stores.GetRequiredService<IBlobStore>());
}
