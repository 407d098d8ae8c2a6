using Microsoft.Extensions.DependencyInjection;
using Monitoring.ErrorTracking.Ingest;

namespace Monitoring.ErrorTracking.Tests.Ingest;

public sealed class ItemHandlersTests
{
    private const string Header = """{"event_id":"9ec79c33ec9942ab8353589fcb2e04dc"}""" + "\n";
    private const string Event = """{"type":"event"}""" + "\n" + """{"message":"hello"}""" + "\n";

    private readonly ScriptedHandler _handler = new();

    [Fact]
    public async Task A_handler_sees_all_its_items_at_once_after_the_event_is_stored()
    {
        await using var host = await StartAsync();

        var outcome = await host.SendAsync(Header + Chunk("one") + Event + Chunk("two") + Item("log", "{}"));

        var batch = Assert.Single(_handler.Batches);
        Assert.Equal([0, 2], batch.Items.Select(item => item.Index));
        Assert.Equal(outcome.Events[0], Assert.Single(batch.Events));
        Assert.Equal("9ec79c33ec9942ab8353589fcb2e04dc", batch.EventId.ToString());
        Assert.False(batch.HasLostEvents);
        Assert.Equal(6, (await host.OutcomesAsync())["profile_chunk accepted"]);
    }

    [Fact]
    public async Task A_broken_item_is_400_alone_and_200_beside_a_good_one()
    {
        await using var host = await StartAsync();

        var alone = await host.SendAsync(Header + Chunk("bad"));
        var beside = await host.SendAsync(Header + Chunk("bad") + Chunk("good"));

        Assert.Equal((IngestStatus.Invalid, "bad_chunk"), (alone.Status, alone.Error));
        Assert.Equal(IngestStatus.Accepted, beside.Status);
        Assert.Equal(["started: is missing."], beside.Causes);
        Assert.Equal(2, (await host.OutcomesAsync())["profile_chunk invalid bad_chunk"]);
    }

    [Fact]
    public async Task An_item_over_a_limit_of_its_own_silences_no_sender_and_one_over_a_category_s_limit_does()
    {
        await using var host = await StartAsync();

        var quiet = await host.SendAsync(Header + Chunk("quiet"));
        var beside = await host.SendAsync(Header + Chunk("loud") + Event);
        var loud = await host.SendAsync(Header + Chunk("loud"));

        Assert.Equal((IngestStatus.Accepted, null), (quiet.Status, quiet.RateLimits));
        Assert.Equal((IngestStatus.Accepted, "20:profile_chunk:key:key_quota"), (beside.Status, beside.RateLimits));
        Assert.Equal((IngestStatus.RateLimited, "20:profile_chunk:key:key_quota"), (loud.Status, loud.RateLimits));
        Assert.Equal(3, (await host.OutcomesAsync())["profile_chunk rate_limited too_many"]);
    }

    [Fact]
    public async Task A_store_that_is_away_asks_for_the_whole_request_again()
    {
        await using var host = await StartAsync();

        var outcome = await host.SendAsync(Header + Event + Chunk("away"));

        Assert.Equal((IngestStatus.Unavailable, TimeSpan.FromSeconds(7)), (outcome.Status, outcome.RetryAfter));
        Assert.Single(outcome.Events);
        Assert.Equal(1, (await host.OutcomesAsync())["profile_chunk rate_limited storage_unavailable"]);
    }

    [Fact]
    public async Task A_fault_of_a_handler_costs_its_items_alone()
    {
        await using var host = await StartAsync();

        var outcome = await host.SendAsync(Header + Event + Chunk("bug"));

        Assert.Equal(IngestStatus.Accepted, outcome.Status);
        Assert.Single(outcome.Events);
        Assert.Equal(1, (await host.OutcomesAsync())["profile_chunk invalid internal_error"]);
    }

    [Fact]
    public async Task An_unwanted_item_is_answered_with_200()
    {
        await using var host = await StartAsync();

        Assert.Equal(IngestStatus.Accepted, (await host.SendAsync(Header + Chunk("unwanted"))).Status);
        Assert.Equal(1, (await host.OutcomesAsync())["profile_chunk filtered switched_off"]);
    }

    [Fact]
    public async Task A_repeated_item_is_answered_with_200()
    {
        await using var host = await StartAsync();

        Assert.Equal(IngestStatus.Accepted, (await host.SendAsync(Header + Chunk("again"))).Status);
        Assert.Equal(IngestStatus.Accepted, (await host.SendAsync(Header + Chunk("bad") + Chunk("again"))).Status);
        Assert.Equal(2, (await host.OutcomesAsync())["profile_chunk invalid duplicate"]);
    }

    [Fact]
    public async Task A_batch_tells_of_a_broken_event_beside_it()
    {
        await using var host = await StartAsync();

        await host.SendAsync(Header + Item("event", "{broken") + Chunk("one"));

        Assert.True(Assert.Single(_handler.Batches).HasLostEvents);
    }

    private static string Chunk(string payload) => Item("profile_chunk", payload);

    private static string Item(string type, string payload) => $$"""{"type":"{{type}}"}""" + "\n" + payload + "\n";

    private Task<IntakeHost> StartAsync() => IntakeHost.StartAsync(register: services => services.AddSingleton<IItemHandler>(_handler));
}
