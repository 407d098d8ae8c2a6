using System.Reflection;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Filters;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Quotas;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.ErrorTracking.Tests.Spooling;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Filters;

public sealed class FilterIntakeTests
{
    private const string Noise = """{"type":"event"}""" + "\n" + """{"message":"ResizeObserver loop limit exceeded"}""";
    private const string Fault = """{"type":"event"}""" + "\n" + """{"message":"out of stock"}""";
    private const string Health = """{"type":"transaction"}""" + "\n" + """{"type":"transaction","transaction":"GET /healthz"}""";
    private const string Report = """{"type":"client_report"}""" + "\n" + """{"discarded_events":[{"reason":"sample_rate","category":"error","quantity":3}]}""";

    [Fact]
    public async Task A_filtered_event_is_answered_200_counted_once_and_uses_no_quota()
    {
        await using var host = await IntakeHost.StartAsync(limit: new() { Count = 1, Window = TimeSpan.FromMinutes(1) });
        await SetAsync(host, new() { ErrorMessages = ["*ResizeObserver*"], HealthChecks = true });
        await host.Service<IQuotas>().ReplaceAsync(
            Actor.System,
            host.Project,
            new() { Rules = [new() { Name = "daily", Limit = 1, Window = TimeSpan.FromDays(1), Categories = [DataCategory.Error] }] },
            null,
            TestContext.Current.CancellationToken);

        var noise = await host.SendAsync(Envelope(Noise, Health));
        var again = await host.SendAsync(Envelope(Noise));
        var fault = await host.SendAsync(Envelope(Fault));
        var over = await host.SendAsync(Envelope(Fault));

        Assert.Equal([IngestStatus.Accepted, IngestStatus.Accepted, IngestStatus.Accepted, IngestStatus.RateLimited], [noise.Status, again.Status, fault.Status, over.Status]);
        Assert.Single((await host.IssuesAsync()).Items);
        Assert.Equal(
            [
                ("error accepted", 1), ("error filtered error-message", 2), ("error rate_limited key_quota", 1),
                ("transaction filtered filtered-transaction", 1),
            ],
            (await host.OutcomesAsync()).OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => (count.Key, (int)count.Value)));
    }

    [Fact]
    public async Task Nothing_but_client_reports_is_taken_from_a_filtered_address()
    {
        await using var host = await IntakeHost.StartAsync();
        await SetAsync(host, new() { ClientAddresses = ["203.0.113.0/24"] });

        var outcome = await host.SendAsync(Envelope(Fault, Health, Report));

        Assert.Equal((IngestStatus.Accepted, 0), (outcome.Status, outcome.Events.Length));
        var counts = await host.OutcomesAsync();
        Assert.Equal((1, 1, 3), (counts["error filtered ip-address"], counts["transaction filtered ip-address"], counts["error client_discard sample_rate"]));
    }

    [Fact]
    public async Task A_preview_says_what_would_have_been_dropped_of_stored_events()
    {
        await using var host = await IntakeHost.StartAsync();
        await host.SendAsync(Envelope(Noise, Noise, Fault));

        var forecast = (await host.Service<IInboundFilters>().ForecastAsync(
            Actor.System, host.Project, new() { ErrorMessages = ["*ResizeObserver*"] }, TestContext.Current.CancellationToken)).Value!;

        Assert.Equal((3, 2, 0), (forecast.Examined, forecast.Matched, forecast.Skipped));
        Assert.Equal(("error-message", 2), (forecast.Filters.Single().Filter, forecast.Filters.Single().Examples.Length));
    }

    /// <summary>Issues outlive their events, so there may be any number that have nothing to look at.</summary>
    [Fact]
    public async Task A_preview_looks_into_no_more_issues_than_it_may()
    {
        var memory = new ServiceCollection().AddSingleton<TimeProvider>(Spooled.Time());
        memory.AddMonitoring().UseInMemory();
        await using var stores = memory.BuildServiceProvider();
        var errors = DispatchProxy.Create<IErrorStore, Away<IErrorStore>>();
        var looks = 0;
        ((Away<IErrorStore>)(object)errors).Before(stores.GetRequiredService<IErrorStore>()).Fails = (method, _) =>
        {
            looks += method.Name == nameof(IErrorStore.ListEventsAsync) ? 1 : 0;
            return null;
        };
        await using var host = await IntakeHost.StartAsync(register: services => services.AddSingleton(errors));
        for (var i = 0; i < FilterForecast.MaxIssues + 100; i += 50)
        {
            await host.SendAsync(Envelope([.. Enumerable.Range(i, 50).Select(number => """{"type":"event"}""" + "\n" + $$"""{"message":"x","fingerprint":["{{number}}"]}""")]));
        }

        var until = host.Time.GetUtcNow() + TimeSpan.FromDays(2);
        await errors.ApplyRetentionAsync(new RetentionRule { ProjectId = host.Project, EventsBefore = until, At = until }, TestContext.Current.CancellationToken);
        looks = 0;

        var forecast = (await host.Service<IInboundFilters>().ForecastAsync(Actor.System, host.Project, new() { Localhost = true }, TestContext.Current.CancellationToken)).Value!;

        Assert.Equal((0, FilterForecast.MaxIssues), (forecast.Examined, looks));
    }

    [Fact]
    public async Task A_trial_names_all_filters_that_match()
    {
        await using var host = await IntakeHost.StartAsync();
        var trial = new FilterTrial
        {
            Event = Encoding.UTF8.GetBytes("""{"message":"x","release":"a@1","request":{"url":"http://localhost/"}}"""),
            Address = "10.1.2.3",
            Settings = new() { Localhost = true, Releases = ["a@*"], ClientAddresses = ["10.0.0.0/8"] },
        };

        var verdict = (await host.Service<IInboundFilters>().TryAsync(Actor.System, host.Project, trial, TestContext.Current.CancellationToken)).Value!;

        Assert.Equal(["ip-address", "release-version", "localhost"], verdict.Matches);
    }

    [Fact]
    public async Task A_trial_of_a_transaction_names_the_filter_of_its_sender_too()
    {
        await using var host = await IntakeHost.StartAsync();
        var trial = new FilterTrial
        {
            Event = Encoding.UTF8.GetBytes(
                """{"type":"transaction","transaction":"/ping","start_timestamp":1795348800,"timestamp":1795348801,"contexts":{"trace":{"trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":"fa90fdead5f74052"}}}"""),
            Address = "10.1.2.3",
            Settings = new() { HealthChecks = true, ClientAddresses = ["10.0.0.0/8"] },
        };

        var verdict = (await host.Service<IInboundFilters>().TryAsync(Actor.System, host.Project, trial, TestContext.Current.CancellationToken)).Value!;

        Assert.Equal(["ip-address", "filtered-transaction"], verdict.Matches);
    }

    private static string Envelope(params string[] items) => string.Join('\n', ["{}", .. items, ""]);

    private static async Task SetAsync(IntakeHost host, FilterSettings settings) => Assert.Equal(
        CommandOutcome.Done,
        (await host.Service<IInboundFilters>().ReplaceAsync(Actor.System, host.Project, settings, null, TestContext.Current.CancellationToken)).Outcome);
}
