using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Retention;
using Monitoring.ErrorTracking.Retention.Storing;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.ErrorTracking.Tests.Spooling;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Retention;

/// <summary>What is too old goes by itself. The clock begins at 12:00 on 22 November.</summary>
public sealed class RetentionTests
{
    private const string Event = "{\"event_id\":\"220a469777b44a4681e61f9c791a434f\"}\n{\"type\":\"event\"}\n{\"message\":\"x\"}\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_go_by_the_age_of_their_project_and_their_issue_keeps_the_count()
    {
        await using var host = await IntakeHost.StartAsync();
        var issue = (await host.SendAsync(Event)).Events[0].IssueId;
        await SetAsync(host, new() { Events = TimeSpan.FromDays(7) });

        host.Time.Advance(TimeSpan.FromDays(7));
        await host.Service<RetentionRunner>().RunAsync(Cancellation);
        Assert.Single((await host.Store.ListEventsAsync(new() { IssueId = issue }, Cancellation)).Items);
        host.Time.Advance(TimeSpan.FromDays(1));
        await host.Service<RetentionRunner>().RunAsync(Cancellation);

        Assert.Empty((await host.Store.ListEventsAsync(new() { IssueId = issue }, Cancellation)).Items);
        Assert.Equal(1, (await host.Store.GetIssueAsync(issue, Cancellation))!.Count);
    }

    [Fact]
    public async Task Issues_go_when_they_were_silent_for_as_long_as_the_project_says()
    {
        await using var host = await IntakeHost.StartAsync();
        var issue = (await host.SendAsync(Event)).Events[0].IssueId;
        host.Time.Advance(TimeSpan.FromDays(400));

        await host.Service<RetentionRunner>().RunAsync(Cancellation);
        Assert.NotNull(await host.Store.GetIssueAsync(issue, Cancellation));
        await SetAsync(host, new() { Issues = TimeSpan.FromDays(365) });
        await host.Service<RetentionRunner>().RunAsync(Cancellation);

        Assert.Null(await host.Store.GetIssueAsync(issue, Cancellation));
    }

    [Fact]
    public async Task One_host_of_several_does_it()
    {
        await using var host = await IntakeHost.StartAsync(configure: options => options.EventRetention = TimeSpan.FromDays(1));
        var issue = (await host.SendAsync(Event)).Events[0].IssueId;
        host.Time.Advance(TimeSpan.FromDays(3));
        var lease = await host.Service<IDocumentStore>().AcquireLeaseAsync("error-retention", "another host", TimeSpan.FromMinutes(30), Cancellation);

        await host.Service<RetentionRunner>().RunAsync(Cancellation);
        Assert.Single((await host.Store.ListEventsAsync(new() { IssueId = issue }, Cancellation)).Items);
        await host.Service<IDocumentStore>().ReleaseLeaseAsync(lease!, Cancellation);
        await host.Service<RetentionRunner>().RunAsync(Cancellation);

        Assert.Empty((await host.Store.ListEventsAsync(new() { IssueId = issue }, Cancellation)).Items);
    }

    [Fact]
    public async Task One_host_of_several_does_it_however_long_it_takes()
    {
        var memory = new ServiceCollection().AddSingleton<TimeProvider>(Spooled.Time());
        memory.AddMonitoring().UseInMemory();
        await using var stores = memory.BuildServiceProvider();
        var errors = DispatchProxy.Create<IErrorStore, Away<IErrorStore>>();
        using var proceed = new ManualResetEventSlim();
        var rounds = 0;
        ((Away<IErrorStore>)(object)errors).Before(stores.GetRequiredService<IErrorStore>()).Fails = (method, _) =>
        {
            if (method.Name == nameof(IErrorStore.ApplyRetentionAsync) && Interlocked.Increment(ref rounds) == 1)
            {
                proceed.Wait(TimeSpan.FromMinutes(5));
            }

            return null;
        };
        await using var host = await IntakeHost.StartAsync(register: services => services.AddSingleton(errors));
        var running = Task.Run(async () => await host.Service<RetentionRunner>().RunAsync(Cancellation), Cancellation);
        Assert.Equal(1, await Eventually.ReadAsync(() => Task.FromResult(Volatile.Read(ref rounds)), begun => begun == 1));
        var other = ActivatorUtilities.CreateInstance<RetentionRunner>(host.Service<IServiceProvider>());

        for (var minutes = 0; minutes < 90; minutes++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), Cancellation);
            await other.RunAsync(Cancellation);
        }

        Assert.Equal(1, Volatile.Read(ref rounds));
        proceed.Set();
        await running;
        await other.RunAsync(Cancellation);
        Assert.Equal(2, Volatile.Read(ref rounds));
    }

    [Theory]
    [InlineData("retention", "retention")]
    [InlineData("retention-run", "last")]
    public async Task A_project_whose_own_records_are_damaged_keeps_no_other_from_it(string kind, string key)
    {
        await using var host = await IntakeHost.StartAsync(configure: options => options.EventRetention = TimeSpan.FromDays(1));
        await host.AddProjectAsync(new ProjectId(41), "demo/damaged");
        var issue = (await host.SendAsync(Event)).Events[0].IssueId;
        host.Time.Advance(TimeSpan.FromDays(3));
        await DamagedDocuments.PutAsync(host.Service<IDocumentStore>(), new ProjectId(41), kind, key);

        await host.Service<RetentionRunner>().RunAsync(Cancellation);

        Assert.Empty((await host.Store.ListEventsAsync(new() { IssueId = issue }, Cancellation)).Items);
    }

    [Fact]
    public async Task A_damaged_record_of_the_last_run_is_replaced_by_the_next()
    {
        await using var host = await IntakeHost.StartAsync();
        await DamagedDocuments.PutAsync(host.Service<IDocumentStore>(), host.Project, "retention-run", "last");

        Assert.Equal(CommandOutcome.Done, (await host.Service<IRetention>().ApplyAsync(Actor.System, host.Project, Cancellation)).Outcome);

        Assert.Equal(host.Time.GetUtcNow(), (await host.Service<IRetention>().GetLastRunAsync(Actor.System, host.Project, Cancellation)).Value!.At);
    }

    [Fact]
    public async Task The_running_host_does_it_by_itself()
    {
        await using var host = await IntakeHost.StartAsync(configure: options => options.EventRetention = TimeSpan.FromDays(1));
        var issue = (await host.SendAsync(Event)).Events[0].IssueId;
        host.Time.Advance(TimeSpan.FromDays(3));
        var service = host.Service<IEnumerable<IHostedService>>().OfType<RetentionService>().Single();
        await service.StartAsync(Cancellation);

        var left = await Eventually.ReadAsync(
            () => host.Store.ListEventsAsync(new() { IssueId = issue }, Cancellation).AsTask(), events => events.Items.IsEmpty, () => host.Time.Advance(TimeSpan.FromHours(1)));
        Assert.Empty(left.Items);
        await service.StopAsync(Cancellation);
    }

    private static async Task SetAsync(IntakeHost host, RetentionSettings settings) =>
        Assert.Equal(CommandOutcome.Done, (await host.Service<IRetention>().ReplaceAsync(Actor.System, host.Project, settings, cancellationToken: Cancellation)).Outcome);
}
