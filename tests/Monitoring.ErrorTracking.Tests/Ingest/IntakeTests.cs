using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Tests.Decoding;
using Monitoring.Projects;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Ingest;

public sealed class IntakeTests
{
    private const string Id = "9ec79c33ec9942ab8353589fcb2e04dc";

    private static string EventItem(string message, string? id = null) =>
        """{"type":"event"}""" + "\n" + (id is null ? $$"""{"message":"{{message}}"}""" : $$"""{"event_id":"{{id}}","message":"{{message}}"}""") + "\n";

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_compressed_envelope_is_stored_as_it_was(string encoding)
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(host.Request(Compressed.By(encoding, Encoding.UTF8.GetBytes("{}\n" + EventItem("hello", Id)))) with { ContentEncoding = encoding });

        Assert.Equal(Id, outcome.EventId.ToString());
        Assert.EndsWith(EventItem("hello", Id).Split('\n')[1] + "\n", Encoding.UTF8.GetString((await host.EventAsync(outcome.Events[0].EventId)).Raw.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_bomb_is_413_and_counted(string encoding)
    {
        await using var host = await IntakeHost.StartAsync(configure: options => options.MaxDecompressedBytes = 1024 * 1024);

        var outcome = await host.SendAsync(host.Request(Compressed.Bomb(encoding, 64 * 1024 * 1024)) with { ContentEncoding = encoding });

        Assert.Equal((IngestStatus.TooLarge, "too_large"), (outcome.Status, outcome.Error));
        Assert.Equal(1, (await host.OutcomesAsync())["unknown invalid too_large"]);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("hello, world")]
    [InlineData("\"text\"")]
    public async Task A_store_body_that_is_neither_an_object_nor_base64_is_called_no_JSON(string body)
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(body, IngestEndpoint.Store);

        Assert.Equal((IngestStatus.Invalid, "invalid_json"), (outcome.Status, outcome.Error));
    }

    [Fact]
    public async Task Damaged_compression_is_400()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(host.Request("{}\n"u8) with { ContentEncoding = "gzip" });

        Assert.Equal((IngestStatus.Invalid, "invalid_compression"), (outcome.Status, outcome.Error));
    }

    [Fact]
    public async Task The_id_of_the_header_wins_for_the_first_event_and_each_other_has_its_own()
    {
        await using var host = await IntakeHost.StartAsync();
        const string second = "fc6d8c0c43fc4630ad850ee518f1b9d0";

        var outcome = await host.SendAsync($$"""{"event_id":"{{Id}}"}""" + "\n" + EventItem("one", second) + EventItem("two", second) + EventItem("three"));

        Assert.Equal(Id, outcome.EventId.ToString());
        Assert.Equal([Id, second], outcome.Events.Take(2).Select(stored => stored.EventId.ToString()));
        Assert.Equal(3, outcome.Events.Select(stored => stored.EventId).Distinct().Count());
        Assert.Equal(3, (await host.OutcomesAsync())["error accepted"]);
    }

    [Fact]
    public async Task A_store_request_is_an_event_in_each_of_its_forms()
    {
        await using var host = await IntakeHost.StartAsync();
        var json = $$"""{"event_id":"{{Id}}","message":"legacy"}""";

        Assert.Equal(EventAppendOutcome.NewIssue, Assert.Single((await host.SendAsync(json, IngestEndpoint.Store)).Events).Outcome);
        Assert.Equal(EventAppendOutcome.Duplicate, Assert.Single((await host.SendAsync(host.Request(Compressed.Legacy(json), IngestEndpoint.Store))).Events).Outcome);
        var envelope = host.Request(Encoding.UTF8.GetBytes("{}\n" + EventItem("x", Id)), IngestEndpoint.Store) with { ContentType = "application/x-sentry-envelope" };
        Assert.Equal(EventAppendOutcome.Duplicate, Assert.Single((await host.SendAsync(envelope)).Events).Outcome);
    }

    [Theory]
    [InlineData("", "empty_body")]
    [InlineData("[]", "invalid_json")]
    [InlineData("////", "invalid_compression")]
    [InlineData("{broken", "invalid_json")]
    public async Task A_store_request_without_an_event_is_400(string body, string error)
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(body, IngestEndpoint.Store);

        Assert.Equal((IngestStatus.Invalid, error), (outcome.Status, outcome.Error));
    }

    [Fact]
    public async Task Numbers_that_JSON_does_not_know_cost_the_field_and_not_the_event()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync("""{"message":"hello","extra":{"a":NaN,"b":-Infinity,"c":"NaN"}}""", IngestEndpoint.Store);

        var details = await host.EventAsync(Assert.Single(outcome.Events).EventId);
        Assert.Contains("\"c\":\"NaN\"", Encoding.UTF8.GetString(details.Normalized.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_event_is_400_alone_and_200_beside_a_good_one()
    {
        await using var host = await IntakeHost.StartAsync();
        const string broken = "{\"type\":\"event\"}\n{\"message\":\n";

        var alone = await host.SendAsync("{}\n" + broken);
        var beside = await host.SendAsync("{}\n" + broken + EventItem("good"));

        Assert.Equal((IngestStatus.Invalid, "invalid_json"), (alone.Status, alone.Error));
        Assert.Equal(IngestStatus.Accepted, beside.Status);
        Assert.Single(beside.Events);
        Assert.Equal(2, (await host.OutcomesAsync())["error invalid invalid_json"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","exception":{"values":[{"type":"E","value":"v"}]}""")]
    public async Task An_event_counts_as_an_error_whatever_becomes_of_it(string more)
    {
        await using var host = await IntakeHost.StartAsync(
            limit: new KeyRateLimit { Count = 3, Window = TimeSpan.FromMinutes(1) }, configure: options => options.MaxEventBytes = 4096);
        string Item(string rest) => "{\"type\":\"event\"}\n{\"event_id\":\"" + Id + "\",\"message\":\"hello\"" + more + rest + "\n";

        await host.SendAsync("{}\n" + Item("}"));
        await host.SendAsync("{}\n" + Item("}"));
        await host.SendAsync("{}\n" + Item(",\"extra\":{\"a\":\"" + new string('x', 5000) + "\"}}"));
        await host.SendAsync("{}\n" + Item(""));
        await host.SendAsync("{}\n" + Item("}"));
        await host.SendAsync(host.Request("{}"u8, IngestEndpoint.Store) with { ContentEncoding = "lzma" });

        Assert.Equal(
            ["error accepted 1", "error invalid duplicate 1", "error invalid invalid_json 1", "error invalid too_large 1", "error invalid unsupported_encoding 1", "error rate_limited key_quota 1"],
            (await host.OutcomesAsync()).Select(count => $"{count.Key} {count.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Items_before_a_broken_header_are_stored()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync("{}\n" + EventItem("good") + "{\"type\":\"event\",\"length\":100000}\nshort");

        Assert.Single(outcome.Events);
        Assert.NotEmpty(outcome.Causes);
        Assert.Equal(1, (await host.OutcomesAsync())["error invalid unexpected_eof"]);
    }

    [Fact]
    public async Task Items_that_nothing_is_done_with_are_let_in_and_counted()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(
            "{}\n{\"type\":\"profile_chunk\"}\n{}\n{\"type\":\"transaction\"}\n{\"type\":\"transaction\"}\n{\"type\":\"from_the_future\"}\nx\n"
            + "{\"type\":\"attachment\",\"length\":2}\nab\n{\"type\":\"check_in\"}\n{}\n{\"type\":\"event\"}\n{\"type\":\"transaction\"}\n");

        Assert.True(outcome.IsAccepted);
        Assert.NotNull(outcome.EventId);
        Assert.Equal(
            ["attachment_item invalid event_not_taken 1", "monitor invalid invalid_check_in 1", "profile_chunk accepted not_stored 1", "transaction invalid invalid_transaction 2", "unknown accepted not_stored 1"],
            (await host.OutcomesAsync()).Select(count => $"{count.Key} {count.Value}"));
    }

    [Fact]
    public async Task Client_reports_are_counted_and_never_refused()
    {
        await using var host = await IntakeHost.StartAsync();
        const string report =
            """{"timestamp":1,"discarded_events":[{"reason":"queue_overflow","category":"error","quantity":3},{"reason":"made up","category":"what","quantity":2},{"reason":"x"},7],"rate_limited_events":"no"}""";

        Assert.True((await host.SendAsync("{}\n{\"type\":\"client_report\"}\n" + report + "\n")).IsAccepted);
        Assert.True((await host.SendAsync("{}\n{\"type\":\"client_report\"}\nbroken\n")).IsAccepted);

        Assert.Equal(
            ["client_report accepted 2", "error client_discard queue_overflow 3", "unknown client_discard other 2"],
            (await host.OutcomesAsync()).Select(count => $"{count.Key} {count.Value}"));
    }

    [Property(MaxTest = 30)]
    public Property Broken_items_never_lose_their_neighbours() => Prop.ForAll(
        Gen.Elements("good", "no json", "no object", "too large", "unknown", "report", "internal").ListOf().Where(kinds => kinds.Count < 40).ToArbitrary(),
        kinds => IsolationAsync([.. kinds]).GetAwaiter().GetResult());

    private static async Task IsolationAsync(string[] kinds)
    {
        await using var host = await IntakeHost.StartAsync(configure: options => options.MaxEventBytes = 4096);
        var body = new StringBuilder("{}\n");
        foreach (var (kind, index) in kinds.Select((kind, index) => (kind, index)))
        {
            body.Append(kind switch
            {
                "good" => EventItem($"event {index}"),
                "no json" => "{\"type\":\"event\"}\n{\"message\":[\n",
                "no object" => "{\"type\":\"event\",\"length\":2}\n[]\n",
                "too large" => EventItem(new string('x', 5000)),
                "unknown" => "{\"type\":\"from_the_future\"}\nwhat\n",
                "report" => "{\"type\":\"client_report\"}\nbroken\n",
                _ => "{\"type\":\"metric_buckets\"}\n[]\n",
            });
        }

        var outcome = await host.SendAsync(body.ToString());

        Assert.Equal(kinds.Count(kind => kind == "good"), outcome.Events.Length);
        Assert.Equal(kinds.Length, (await host.OutcomesAsync()).Sum(count => count.Value));
        Assert.Equal(kinds.Length == 0 || kinds.Any(kind => kind is "good" or "unknown" or "report"), outcome.IsAccepted);
    }

    [Fact]
    public async Task A_strategy_that_fails_on_one_event_loses_no_other()
    {
        await using var host = await IntakeHost.StartAsync(
            configure: options => options.Grouping = "faulty:1",
            register: services => services.AddSingleton<Monitoring.ErrorTracking.Grouping.IGroupingStrategy>(new FaultyStrategy()));

        var outcome = await host.SendAsync("{}\n" + EventItem("good") + EventItem("bad") + EventItem("good"));

        Assert.Equal(2, outcome.Events.Length);
        Assert.Equal(1, (await host.OutcomesAsync())["error invalid internal_error"]);
        Assert.All(outcome.Events, stored => Assert.NotEmpty(EnvelopeReader.Read(host.EventAsync(stored.EventId).GetAwaiter().GetResult().Raw).Items));
    }
}
