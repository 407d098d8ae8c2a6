using Microsoft.Extensions.DependencyInjection;
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

    [Fact]
    public async Task Changed_contents_are_taken_or_refused_with_a_reason()
    {
        var (header, frames) = await FramesAsync();
        var random = new Random();
        for (var round = 0; round < Scale.Count(80, 3_000); round++)
        {
            var place = random.Next(frames.Count);
            var changed = frames.ToList();
            changed[place] = changed[place] with { Bytes = Mutations.Damage(random, frames[place].Bytes, frames[random.Next(frames.Count)].Bytes) };
            await RestoreAsync(header, changed);
        }
    }

    [Fact]
    public async Task Frames_that_are_left_out_repeated_or_swapped_are_taken_or_refused_with_a_reason()
    {
        var (header, frames) = await FramesAsync();
        var random = new Random();
        for (var round = 0; round < Scale.Count(30, 1_000); round++)
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

            await RestoreAsync(header, changed);
        }
    }

    private static async Task RestoreAsync(ArchiveHeader header, List<Frame> frames)
    {
        await using var target = Filled.Open(builder => builder.UseInMemory());
        try
        {
            await using var source = await ArchiveSource.OpenAsync(new MemoryStream(Write(header, frames)), Cancellation);
            await new StoreMove(source, Parts(target), TimeProvider.System, _ => { }).RunAsync(Cancellation);
        }
        catch (MonitoringException refusal)
        {
            Assert.NotEmpty(refusal.Message);
        }
    }

    private static async Task<(ArchiveHeader Header, List<Frame> Frames)> FramesAsync()
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
            var frames = new List<Frame>();
            while (await reader.ReadAsync(Cancellation) is var (frame, bytes))
            {
                frames.Add(new Frame(frame.Kind, frame.EndsPart, bytes));
            }

            return (reader.Header, frames);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static byte[] Write(ArchiveHeader header, List<Frame> frames)
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

    private sealed record Frame(FrameKind Kind, bool EndsPart, byte[] Bytes);
}
