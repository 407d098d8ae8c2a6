using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Spooling;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Storage;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Spooling;

/// <summary>What senders see of a host with a spool whose database goes away and comes back.</summary>
public sealed class SpoolIntakeTests : IAsyncDisposable
{
    private const string Id = "a1b2c3d4e5f60718293a4b5c6d7e8f91";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("monitoring-spool-");
    private ServiceProvider _stores = null!;
    private Away<IErrorStore> _errors = null!;
    private Away<IDocumentStore> _documents = null!;

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Events_are_answered_200_while_the_database_is_away_and_stored_once_with_the_time_at_which_they_came()
    {
        await using var host = await StartAsync();
        await SendAsync(host, "before");
        SetAway(true);
        var came = host.Time.GetUtcNow();

        var outcome = await SendAsync(host, "during", Id);
        var repeated = await SendAsync(host, "during", Id);

        Assert.Equal((IngestStatus.Accepted, Id), (outcome.Status, outcome.EventId.ToString()));
        Assert.Equal((IngestStatus.Accepted, 0), (repeated.Status, repeated.Events.Length));
        Assert.Equal(2, host.Service<EventSpool>().Figures.Requests);

        host.Time.Advance(TimeSpan.FromMinutes(10));
        SetAway(false);
        await host.RunAsync();
        await DrainedAsync(host);

        var stored = await host.EventAsync(Monitoring.EventId.TryParse(Id, out var id) ? id : default);
        Assert.Equal(came, stored.Event.Event.ReceivedAt);
        Assert.Equal(2, (await host.IssuesAsync()).Items.Sum(issue => issue.Row.Count));
        await host.AwaitOutcomeAsync("error accepted", 2);
        await host.AwaitOutcomeAsync("error invalid duplicate", 1);
    }

    /// <summary>Stores know the ids of events for a day. What was stored as the database went away, and not answered, lies in the spool for as long as it is away.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(80)]
    public async Task An_append_that_came_to_pass_unheard_counts_once_however_long_the_database_is_away(int hours)
    {
        await using var host = await StartAsync();
        await SendAsync(host, "before");
        _errors.Unheard = true;
        await SendAsync(host, "during", Id);
        _errors.Unheard = false;
        SetAway(true);
        await SendAsync(host, "during");

        host.Time.Advance(TimeSpan.FromHours(hours));
        SetAway(false);
        if (hours > 24)
        {
            // As a store that has forgotten the id takes it: for an event that it has not seen.
            _errors.Alter = (method, arguments) => method.Name == nameof(IErrorStore.AppendAsync) ? [WithOtherIds(arguments[0]!), arguments[1]] : arguments;
        }

        await host.RunAsync();
        await DrainedAsync(host);

        Assert.Equal(3, (await host.IssuesAsync()).Items.Sum(issue => issue.Row.Count));
    }

    [Fact]
    public async Task Nothing_that_scrubbing_takes_out_is_written_to_the_spool()
    {
        await using var host = await StartAsync();
        await SendAsync(host, "before");
        SetAway(true);

        Assert.True((await host.SendAsync("""
            {}
            {"type":"event"}
            {"message":"x","extra":{"password":"hunter2-is-my-secret","kept":"this-is-kept"}}
            """)).IsAccepted);

        var bytes = Directory.EnumerateFiles(_directory.FullName, "*.spool", SearchOption.AllDirectories).Select(File.ReadAllBytes).SelectMany(file => file).ToArray();
        Assert.True(bytes.AsSpan().IndexOf("this-is-kept"u8) > 0);
        Assert.Equal(-1, bytes.AsSpan().IndexOf("hunter2"u8));
    }

    [Fact]
    public async Task Senders_that_are_not_known_and_settings_that_are_too_old_are_refused_with_a_wait()
    {
        await using var host = await StartAsync();
        await host.AddKeyAsync(host.Project, new string('b', 32));
        await SendAsync(host, "before");
        SetAway(true);

        var unknown = await host.SendAsync(host.Request(Encoding.UTF8.GetBytes(Event("x"))) with { SentryAuth = [$"Sentry sentry_version=7, sentry_key={new string('b', 32)}"] });
        Assert.Equal((IngestStatus.Unavailable, true), (unknown.Status, unknown.RetryAfter > TimeSpan.Zero));

        host.Time.Advance(TimeSpan.FromHours(12));
        Assert.True((await SendAsync(host, "x")).IsAccepted);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        var old = await SendAsync(host, "x");
        Assert.Equal((IngestStatus.Unavailable, true), (old.Status, old.RetryAfter > TimeSpan.Zero));
    }

    [Fact]
    public async Task A_key_that_was_revoked_before_is_not_known_any_more()
    {
        await using var host = await StartAsync();
        await SendAsync(host, "before");
        Assert.True(PublicKey.TryParse(IntakeHost.Key, out var key));
        await host.Service<Projects.IClientKeyDirectory>().UpdateAsync(Access.Actor.System, host.Project, key, new Projects.ClientKeySettings { Label = "x", IsActive = false }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(IngestStatus.Forbidden, (await SendAsync(host, "x")).Status);
        SetAway(true);
        host.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(IngestStatus.Unavailable, (await SendAsync(host, "x")).Status);
    }

    [Fact]
    public async Task Beyond_its_bound_the_spool_answers_429_with_a_wait()
    {
        await using var host = await StartAsync(options => options.Spool.MaxBytes = 1024 * 1024);
        await SendAsync(host, "before");
        SetAway(true);

        IngestOutcome outcome;
        do
        {
            outcome = await SendAsync(host, new string('x', 8_000));
        }
        while (outcome.IsAccepted);

        Assert.Equal((IngestStatus.RateLimited, "spool_full", TimeSpan.FromMinutes(1)), (outcome.Status, outcome.Error, outcome.RetryAfter));
        Assert.Equal("60:default;error;security:organization:spool_full", outcome.RateLimits);
        Assert.True(_directory.EnumerateFiles("*.spool").Sum(file => file.Length) <= 1024 * 1024);
        SetAway(false);
        await host.RunAsync();
        await host.AwaitOutcomeAsync("error rate_limited spool_full", 1);
        await DrainedAsync(host);
        Assert.True((await SendAsync(host, "after")).IsAccepted);
    }

    [Fact]
    public async Task Limits_of_the_key_hold_while_the_database_is_away()
    {
        await using var host = await StartAsync(limit: new Projects.KeyRateLimit { Count = 3, Window = TimeSpan.FromHours(1) });
        await SendAsync(host, "before");
        SetAway(true);

        var statuses = new[] { await SendAsync(host, "a"), await SendAsync(host, "b"), await SendAsync(host, "c") }.Select(outcome => outcome.Status);

        Assert.Equal([IngestStatus.Accepted, IngestStatus.Accepted, IngestStatus.RateLimited], statuses);
    }

    [Fact]
    public async Task What_came_beside_an_event_is_asked_for_again_and_the_event_counts_once()
    {
        await using var host = await StartAsync(options => options.Attachments.Enabled = true);
        await SendAsync(host, "before");
        SetAway(true);
        var envelope = $$"""{"event_id":"{{Id}}"}""" + "\n" + """{"type":"event"}""" + "\n" + """{"message":"x"}""" + "\n" + """{"type":"attachment","length":2,"filename":"a.txt"}""" + "\nhi\n";

        var outcome = await host.SendAsync(envelope);
        Assert.Equal((IngestStatus.Unavailable, TimeSpan.FromSeconds(3)), (outcome.Status, outcome.RetryAfter));

        SetAway(false);
        await host.RunAsync();
        await DrainedAsync(host);
        host.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.True((await host.SendAsync(envelope)).IsAccepted);
        Assert.Equal(2, (await host.IssuesAsync()).Items.Sum(issue => issue.Row.Count));
    }

    [Fact]
    public async Task While_the_database_is_away_few_requests_wait_for_it()
    {
        await using var host = await StartAsync();
        await SendAsync(host, "before");
        SetAway(true);
        host.Time.Advance(TimeSpan.FromSeconds(30));
        await SendAsync(host, "first");
        var (errors, documents) = (_errors.Calls, _documents.Calls);

        for (var i = 0; i < 100; i++)
        {
            Assert.True((await SendAsync(host, "x")).IsAccepted);
        }

        Assert.Equal((errors, documents), (_errors.Calls, _documents.Calls));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_that_the_store_never_takes_is_set_aside_and_the_others_are_stored(bool looksAway)
    {
        await using var host = await StartAsync();
        await SendAsync(host, "before");
        SetAway(true);
        for (var i = 0; i < 20; i++)
        {
            await SendAsync(host, $"kind {i}", i == 3 ? Id : null);
        }

        _errors.Fails = (method, arguments) => method.Name == nameof(IErrorStore.AppendAsync) && IsPoisoned(arguments)
            ? looksAway ? new StorageUnavailableException("It took too long.") : new InvalidOperationException("It cannot be.")
            : null;
        SetAway(false);
        await host.RunAsync();

        // That others are stored in between is what tells the request from a store that is away.
        var sent = 0;
        await DrainedAsync(host, async () => sent += (await SendAsync(host, "live")).IsAccepted ? 1 : 0);

        Assert.Equal(20 + sent, (await host.IssuesAsync()).Items.Sum(issue => issue.Row.Count));
        var figures = host.Service<EventSpool>().Figures;
        Assert.Equal((0, 1), (figures.Requests, figures.SetAside));
        var health = await host.Service<IEnumerable<IStoreHealth>>().Single(store => store.Name == "spool").CheckAsync(TestContext.Current.CancellationToken);
        Assert.Equal((StoreHealthStatus.Degraded, 1), (health.Status, health.Figures["setAside"]));
    }

    /// <summary>A store asks for what it has of an event that waited long; it may have it, and not be able to read it.</summary>
    [Fact]
    public async Task An_event_that_the_store_cannot_look_for_is_set_aside_and_holds_nobody_up()
    {
        await using var host = await StartAsync();
        await SendAsync(host, "before");
        SetAway(true);
        for (var i = 0; i < 5; i++)
        {
            await SendAsync(host, $"kind {i}", i == 3 ? Id : null);
        }

        host.Time.Advance(TimeSpan.FromHours(10));
        _errors.Fails = (method, arguments) => method.Name == nameof(IErrorStore.GetEventAsync) && arguments[1]!.ToString() == Id ? new InvalidOperationException("The file is damaged.") : null;
        SetAway(false);
        await host.RunAsync();
        await DrainedAsync(host);

        Assert.Equal(5, (await host.IssuesAsync()).Items.Sum(issue => issue.Row.Count));
        Assert.Equal((0, 1), (host.Service<EventSpool>().Figures.Requests, host.Service<EventSpool>().Figures.SetAside));
    }

    [Fact]
    public async Task Without_a_directory_nothing_is_remembered_or_spooled()
    {
        await using var host = await StartAsync(options => options.Spool.Directory = null);
        await SendAsync(host, "before");
        SetAway(true);
        host.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(IngestStatus.Unavailable, (await SendAsync(host, "x")).Status);
    }

    private static bool IsPoisoned(object?[] arguments) =>
        ((ImmutableArray<GroupedEvent>)arguments[0]!).Any(item => item.EventId.ToString() == Id);

    private static object WithOtherIds(object events) => ((ImmutableArray<GroupedEvent>)events)
        .Select(item => item with { EventId = Monitoring.EventId.Create(TimeProvider.System) }).ToImmutableArray();

    private static string Event(string message, string? id = null) =>
        (id is null ? "{}" : $$"""{"event_id":"{{id}}"}""") + "\n" + """{"type":"event"}""" + "\n" + $$"""{"message":"{{message}}"}""" + "\n";

    private static Task<IngestOutcome> SendAsync(IntakeHost host, string message, string? id = null) => host.SendAsync(Event(message, id));

    /// <summary>Lets the pauses of the drain pass until nothing waits.</summary>
    private static async Task DrainedAsync(IntakeHost host, Func<Task>? meanwhile = null)
    {
        var left = await Eventually.ReadAsync(
            async () =>
            {
                await (host.Service<EventSpool>().HasRequests && meanwhile is not null ? meanwhile() : Task.CompletedTask);
                host.Time.Advance(TimeSpan.FromSeconds(1));
                return host.Service<EventSpool>().HasRequests;
            },
            left => !left);
        Assert.False(left);
    }

    private void SetAway(bool isAway) => (_errors.IsAway, _documents.IsAway) = (isAway, isAway);

    private async Task<IntakeHost> StartAsync(Action<ErrorTrackingOptions>? configure = null, Projects.KeyRateLimit? limit = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        var memory = new ServiceCollection().AddSingleton<TimeProvider>(time);
        memory.AddMonitoring().UseInMemory();
        var stores = _stores = memory.BuildServiceProvider();
        var errors = DispatchProxy.Create<IErrorStore, Away<IErrorStore>>();
        var documents = DispatchProxy.Create<IDocumentStore, Away<IDocumentStore>>();
        _errors = ((Away<IErrorStore>)(object)errors).Before(stores.GetRequiredService<IErrorStore>());
        _documents = ((Away<IDocumentStore>)(object)documents).Before(stores.GetRequiredService<IDocumentStore>());
        return await IntakeHost.StartAsync(
            limit: limit,
            configure: options =>
            {
                options.Spool.Directory = _directory.FullName;
                configure?.Invoke(options);
            },
            register: services => services.AddSingleton<TimeProvider>(time).AddSingleton(errors).AddSingleton(documents));
    }
}
