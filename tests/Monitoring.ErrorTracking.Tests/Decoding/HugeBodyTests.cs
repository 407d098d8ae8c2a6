using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.ErrorTracking.Decoding;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.ErrorTracking.Tests.Queueing;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Decoding;

/// <summary>Bodies whose memory goes back to the system: all of it does, and nothing that was made of a body still points into it.</summary>
public sealed class HugeBodyTests
{
    private const int MiB = 1024 * 1024;

    private readonly ByteBudget _budget = new(64 * MiB);

    public static TheoryData<string> Encodings => [.. Compressed.Encodings];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_huge_body_is_read_and_its_memory_given_back(string encoding)
    {
        var bytes = new byte[5 * MiB];
        new Random(1).NextBytes(bytes.AsSpan(0, 2 * MiB));
        var body = await ReadAsync(Compressed.By(encoding, bytes), Compressed.Header(encoding));
        var memory = body.Memory;

        Assert.True(memory.Span.SequenceEqual(bytes));
        Assert.True(MemoryMarshal.TryGetMemoryManager<byte, NativeBytes>(memory, out var native));
        body.Dispose();

        Assert.True(native.IsFree);
        Assert.Throws<ObjectDisposedException>(() => memory.Span.Length);
        Assert.Equal(0, _budget.Used);
    }

    [Fact]
    public async Task A_body_that_breaks_off_gives_its_memory_back()
    {
        using var broken = new BreakingStream(3 * MiB);

        await Assert.ThrowsAsync<IOException>(() =>
            new BodyDecoder(new(32 * MiB, 32 * MiB), _budget).ReadAsync(broken, null, null, false, TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(0, _budget.Used);
        Assert.NotEmpty(broken.Natives);
        Assert.All(broken.Natives, native => Assert.True(native.IsFree));
    }

    [Fact]
    public async Task Nothing_that_goes_to_the_store_points_into_the_body()
    {
        var store = new GatedErrorStore();
        store.Open();
        var payloads = new List<string>();
        var found = 0;
        store.OnAppend = events =>
        {
            foreach (var memory in MemoryWalk.Of(events))
            {
                found++;
                Assert.False(MemoryMarshal.TryGetMemoryManager<byte, NativeBytes>(memory, out _), "the store was handed a piece of the body");
            }

            payloads.AddRange(events.Select(item => Encoding.UTF8.GetString(item.Payload.Span)));
        };
        await using var host = await IntakeHost.StartAsync(register: services => services.AddSingleton<IErrorStore>(store));

        var outcome = await host.SendAsync(Envelope(events: 40, bytesOfEach: 100_000));

        Assert.True(outcome.IsAccepted, outcome.Error);
        Assert.True(found >= 40, $"{found} pieces of memory were looked at");
        Assert.Equal(40, payloads.Count);
        Assert.All(payloads.Index(), entry => Assert.Contains($"the event number {entry.Index} ", entry.Item, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_walk_finds_what_points_into_a_body()
    {
        using var body = await ReadAsync(Encoding.UTF8.GetBytes(Envelope(events: 20, bytesOfEach: 100_000)), null);
        var envelope = EnvelopeReader.Read(body.Memory, new EnvelopeLimits());

        Assert.Contains(MemoryWalk.Of(envelope.Items), memory => MemoryMarshal.TryGetMemoryManager<byte, NativeBytes>(memory, out _));
    }

    private ValueTask<DecodedBody> ReadAsync(byte[] body, string? encoding) =>
        new BodyDecoder(new(32 * MiB, 32 * MiB), _budget).ReadAsync(new MemoryStream(body), encoding, null, false, TestContext.Current.CancellationToken);

    private static string Envelope(int events, int bytesOfEach)
    {
        var text = new StringBuilder("{}\n");
        for (var i = 0; i < events; i++)
        {
            text.Append("{\"type\":\"event\"}\n");
            text.Append($$$"""{"event_id":"{{{i + 1:x32}}}","message":"the event number {{{i}}} of many","tags":{"n":"{{{i}}}"},"extra":{"filling":"{{{new string('x', bytesOfEach)}}}"}}""");
            text.Append('\n');
        }

        return text.ToString();
    }
}
