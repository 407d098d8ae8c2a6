using System.Text;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.SourceMaps;
using Monitoring.ErrorTracking.SourceMaps.Bundles;
using Monitoring.ErrorTracking.Tests.Ingest;

namespace Monitoring.ErrorTracking.Tests.SourceMaps;

public sealed class UploadTests
{
    private const string Manifest = """{"files":{"a.map":{"type":"source_map","url":"~/a.map"}}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bundle_says_what_is_missing_and_is_stored_once()
    {
        await using var host = await IntakeHost.StartAsync();
        var bundle = Bundles.Shop();

        var asked = await Bundles.AssembleAsync(host, Bundles.Name(bundle), [Bundles.Name(bundle)]);
        var stored = await Bundles.UploadAsync(host, bundle);
        var again = await Bundles.AssembleAsync(host, Bundles.Name(bundle), [Bundles.Name(bundle)]);

        Assert.Equal([Bundles.Name(bundle)], asked!.MissingChunks);
        Assert.True(stored.IsStored);
        Assert.True(again!.IsStored);
        var listed = Assert.Single((await host.Service<ISourceMaps>().ListAsync(Actor.System, host.Project, 10, null, Token)).Value!.Items);
        Assert.Equal((bundle.Length, 2), ((int)listed.Length, listed.Files.Length));
        Assert.Equal(CommandOutcome.Done, (await host.Service<ISourceMaps>().DeleteAsync(Actor.System, host.Project, listed.Id, Token)).Outcome);
        Assert.Empty((await host.Service<ISourceMaps>().ListAsync(Actor.System, host.Project, 10, null, Token)).Value!.Items);
    }

    [Fact]
    public async Task A_chunk_of_another_actor_or_organisation_is_not_there()
    {
        await using var host = await IntakeHost.StartAsync();
        var bundle = Bundles.Shop();
        var maps = host.Service<ISourceMaps>();
        var stranger = new Actor { Kind = ActorKind.Token, Id = "stranger", Door = "api", IsAdministrator = true };

        await maps.WriteChunkAsync(stranger, "demo", Bundles.Name(bundle), bundle, Token);
        await maps.WriteChunkAsync(Actor.System, "other", Bundles.Name(bundle), bundle, Token);

        Assert.Single((await Bundles.AssembleAsync(host, Bundles.Name(bundle), [Bundles.Name(bundle)]))!.MissingChunks);
    }

    [Fact]
    public async Task A_chunk_that_is_damaged_or_too_long_is_refused()
    {
        await using var host = await IntakeHost.StartAsync();
        var maps = host.Service<ISourceMaps>();

        var damaged = await maps.WriteChunkAsync(Actor.System, "demo", Bundles.Name([1]), new byte[] { 2 }, Token);
        var nameless = await maps.WriteChunkAsync(Actor.System, "demo", "../x", new byte[] { 2 }, Token);
        var long_ = await maps.WriteChunkAsync(Actor.System, "demo", Bundles.Name([1]), new byte[maps.MaxChunkBytes + 1], Token);

        Assert.All([damaged, nameless, long_], result => Assert.Equal(CommandOutcome.Invalid, result.Outcome));
        Assert.Contains("damaged", damaged.Reason, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> Broken => new()
    {
        { "no ZIP file", "hello"u8.ToArray() },
        { "no manifest.json", Bundles.Zip(("a", [1])) },
        { "line 1", Bundles.Zip(("manifest.json", "{x"u8.ToArray())) },
        { "names no file", Bundles.Zip(("manifest.json", "{}"u8.ToArray())) },
        { "'a.map' is not in the bundle", Bundles.Zip(("manifest.json", Encoding.UTF8.GetBytes(Manifest))) },
        { "packed too tightly", Bundles.Zip(("manifest.json", Encoding.UTF8.GetBytes(Manifest)), ("a.map", new byte[4_000_000])) },
        { "longer unpacked", Bundles.Zip(("manifest.json", Encoding.UTF8.GetBytes(Manifest)), ("a.map", new byte[BundleLimits.FileBytes + 1])) },
        { "at most 10000", Bundles.Zip([.. Enumerable.Range(0, 10_001).Select(i => ($"{i}", Array.Empty<byte>()))]) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_bundle_that_is_none_is_refused_with_the_reason_and_leaves_nothing(string problem, byte[] bundle)
    {
        await using var host = await IntakeHost.StartAsync();

        var result = await Bundles.UploadAsync(host, bundle, chunk: 4_000_000);

        Assert.Contains(problem, result.Problem, StringComparison.Ordinal);
        Assert.Empty((await host.Service<ISourceMaps>().ListAsync(Actor.System, host.Project, 10, null, Token)).Value!.Items);
    }

    [Fact]
    public void Broken_bytes_never_throw()
    {
        var random = new Random(20261123);
        var bundle = Bundles.Shop();
        for (var round = 0; round < 2000; round++)
        {
            var bytes = bundle.ToArray();
            for (var i = 0; i < random.Next(1, 8); i++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            using var stream = new MemoryStream(bytes);
            if (BundleReader.ReadFiles(stream, out var files) is null)
            {
                foreach (var file in files)
                {
                    var (content, problem) = BundleReader.ReadFile(stream, file.Path);
                    Assert.True(content is null == problem is not null);
                }
            }
        }
    }
}
