using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.ErrorTracking.Scrubbing;
using Monitoring.ErrorTracking.Scrubbing.Settings;
using Monitoring.Projects;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Errors;
using Monitoring.TestData;
using Monitoring.TestData.Events;
using Monitoring.TestData.Secrets;

namespace Monitoring.ErrorTracking.Tests.Scrubbing;

/// <summary>Sends events with planted secrets through intake into a directory of the embedded store, and looks for them in everything that is left.</summary>
public sealed class PlantedSecretsTests : IDisposable
{
    private const string Key = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
    private const string Email = "zq.planted@mailbox-zq.example";

    private static readonly ProjectId Project = new(42);

    private readonly string _directory = Directory.CreateTempSubdirectory("scrubbing").FullName;
    private readonly KeptLog _log = new();
    private readonly KeptSignals _signals = new();
    private readonly List<string> _texts = [];

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public Task Secrets_reach_no_byte_of_the_store_no_log_no_signal_and_no_answer() => RandomRounds.RunAsync(1, async random =>
    {
        var needles = new List<string>();
        using (var host = await StartAsync(null))
        {
            for (var count = Scale.Count(150, 5000); count > 0; count--)
            {
                var (json, planted) = Planting.Plant(EventGen.Next(random), random, 4);
                needles.AddRange(planted);
                await SendAsync(host, json, Password(random, needles));
            }

            await ReadEverythingAsync(host);
            await host.StopAsync(TestContext.Current.CancellationToken);
        }

        Assert.NotEmpty(needles);
        AssertNowhere(needles);
    });

    /// <summary>Whether an item is taken or refused: neither what is kept of it nor what is said of it holds a secret.</summary>
    [Fact]
    public Task Secrets_in_items_of_each_type_reach_no_byte_either() => RandomRounds.RunAsync(1, async random =>
    {
        var needles = new Dictionary<string, string>();
        var accepted = 0;
        using (var host = await StartAsync(null))
        {
            await SendAsync(host, """{"message":"x"}"""u8.ToArray(), "sentry.test/1.0");
            foreach (var (envelope, needle) in PlantedItems.All(random))
            {
                needles[needle] = Encoding.UTF8.GetString(envelope);
                accepted += (await IngestAsync(host, envelope, "sentry.test/1.0")).IsAccepted ? 1 : 0;
            }

            await ReadEverythingAsync(host);
            await host.StopAsync(TestContext.Current.CancellationToken);
        }

        Assert.InRange(accepted, needles.Count / 2, needles.Count);
        Assert.Equal("", string.Join("\n\n", StoredBytes.Find(_directory, needles.Keys).Select(found => needles[found.Split('\'')[1]]).Distinct()));
        AssertNowhere(needles.Keys);
    });

    [Fact]
    public async Task Personal_data_that_own_rules_take_out_reaches_no_byte_either()
    {
        var settings = new ScrubbingSettings
        {
            IpAddresses = IpAddressStorage.None,
            Rules =
            [
                new ScrubbingRule { Method = ScrubMethod.Replace, Type = ScrubType.Email, Source = "$string" },
                new ScrubbingRule { Method = ScrubMethod.Hash, Type = ScrubType.Anything, Source = "user.id || user.username" },
                new ScrubbingRule { Method = ScrubMethod.Remove, Type = ScrubType.Regex, Pattern = "ZQ-[0-9]+", Source = "**" },
            ],
        };
        using (var host = await StartAsync(settings))
        {
            for (var count = 0; count < 20; count++)
            {
                var json = $$$"""
                    {"platform":"javascript","message":"order ZQ-4711 of {{{Email}}} failed {{{count}}}","user":{"id":"zqplanted{{{count % 5}}}","email":"{{{Email}}}","ip_address":"{{auto}}"},
                    "tags":{"mail":"{{{Email}}}"},"extra":{"peer":"203.0.113.77","{{{Email}}}":1},"exception":[{"type":"E","value":"ZQ-4711: {{{Email}}}"}]}
                    """;
                await SendAsync(host, Encoding.UTF8.GetBytes(json), "sentry.test/1.0");
            }

            await ReadEverythingAsync(host);
            var issues = await host.Services.GetRequiredService<IIssues>().ListAsync(Actor.System, Project, new IssueSearch(), TestContext.Current.CancellationToken);
            Assert.Equal(5, issues.Value!.Items.Max(issue => issue.Row.UserCount));
            await host.StopAsync(TestContext.Current.CancellationToken);
        }

        AssertNowhere([Email, "ZQ-4711", "zqplanted", "203.0.113.77", "203.0.113.7"]);
    }

    [Fact]
    public async Task Without_scrubbing_the_same_search_finds_them()
    {
        using (var host = await StartAsync(new ScrubbingSettings { Defaults = false }))
        {
            await SendAsync(host, """{"message":"password=zqplantedsecret1"}"""u8.ToArray(), "sentry.test/1.0");
            await ReadEverythingAsync(host);
            await host.StopAsync(TestContext.Current.CancellationToken);
        }

        Assert.NotEmpty(StoredBytes.Find(_directory, ["zqplantedsecret1"]));
        Assert.Contains(_texts, text => text.Contains("zqplantedsecret1", StringComparison.Ordinal));
        Assert.Contains(_signals.Texts, text => text.Contains("zqplantedsecret1", StringComparison.Ordinal));
    }

    private async Task<IHost> StartAsync(ScrubbingSettings? settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(_log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton(_signals);
        builder.Services.AddMonitoring().AddErrorTracking(Configure).UseLiteDb(options => options.Directory = _directory)
            .AddSignalHandler<ErrorIssueOpened, SignalKeeper>("kept");
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var projects = host.Services.GetRequiredService<IProjectDirectory>();
        Assert.True(PublicKey.TryParse(Key, out var key));
        Done(await projects.CreateAsync(Actor.System, "demo/shop", "Shop", Project, cancellationToken: TestContext.Current.CancellationToken));
        Done(await projects.SetFeaturesAsync(Actor.System, Project, [Feature.ErrorTracking], null, TestContext.Current.CancellationToken));
        Done(await host.Services.GetRequiredService<IClientKeyDirectory>().CreateAsync(
            Actor.System, Project, new ClientKeySettings { Label = "key" }, key, TestContext.Current.CancellationToken));
        if (settings is not null)
        {
            Done(await host.Services.GetRequiredService<IScrubbingSettings>().ReplaceAsync(Actor.System, Project, settings, null, TestContext.Current.CancellationToken));
        }

        return host;
    }

    private static void Configure(ErrorTrackingOptions options)
    {
        options.Attachments.Enabled = true;
        options.Monitors.CheckInsPerMinute = options.Feedback.PerMinute = 1000;
    }

    private static async Task SendAsync(IHost host, byte[] json, string client)
    {
        byte[] envelope =
        [
            .. Encoding.UTF8.GetBytes($$$"""{"sdk":{"name":"{{{client}}}","version":"1"},"trace":{"public_key":"{{{Key}}}"}}"""), (byte)'\n',
            .. Encoding.UTF8.GetBytes($$"""{"type":"event","length":{{json.Length}}}"""), (byte)'\n', .. json, (byte)'\n',
        ];
        var outcome = await IngestAsync(host, envelope, client);
        Assert.True(outcome.IsAccepted, string.Join(' ', outcome.Causes));
    }

    private static async Task<IngestOutcome> IngestAsync(IHost host, byte[] envelope, string client) =>
        await host.Services.GetRequiredService<IErrorIngestor>().IngestAsync(
            new IngestRequest
            {
                Endpoint = IngestEndpoint.Envelope,
                Project = "42",
                Body = new MemoryStream(envelope),
                SentryAuth = [$"Sentry sentry_version=7, sentry_key={Key}, sentry_client={client}"],
                RemoteAddress = "203.0.113.7",
            },
            TestContext.Current.CancellationToken);

    /// <summary>The name of an SDK that is a secret: what stands beside the event is kept, too.</summary>
    private static string Password(Random random, List<string> needles)
    {
        var token = $"ghp_{random.NextInt64():D18}{random.NextInt64():D18}";
        needles.Add(token);
        return token;
    }

    private async Task ReadEverythingAsync(IHost host)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var issues = host.Services.GetRequiredService<IIssues>();
        var page = (await issues.ListAsync(Actor.System, Project, new IssueSearch { Limit = 100 }, cancellation)).Value!;
        foreach (var issue in page.Items)
        {
            _texts.Add(issue.ToString());
            var events = (await issues.ListEventsAsync(Actor.System, new EventQuery { IssueId = issue.Row.Id, Limit = 100 }, cancellation)).Value!;
            foreach (var stored in events.Items)
            {
                var details = (await issues.GetEventAsync(Actor.System, Project, stored.Event.EventId, cancellation)).Value!;
                _texts.Add($"{stored.Event} {string.Join(' ', stored.Event.Tags)} {Encoding.UTF8.GetString(details.Raw.Span)} {Encoding.UTF8.GetString(details.Normalized.Span)}");
            }
        }

        var now = DateTimeOffset.UtcNow;
        var outcomes = await host.Services.GetRequiredService<IOutcomes>().QueryAsync(
            Actor.System, Project, new OutcomeQuery { From = now.AddDays(-1), To = now.AddDays(1) }, cancellation);
        _texts.AddRange(outcomes.Value!.Items.Select(count => count.ToString()));
        Assert.NotEmpty(await Eventually.ReadAsync(() => Task.FromResult(_signals.Texts), texts => !texts.IsEmpty));
    }

    private void AssertNowhere(IReadOnlyCollection<string> needles)
    {
        Assert.Empty(StoredBytes.Find(_directory, needles));
        var wanted = new Needles(needles);
        Assert.All(_texts.Concat(_signals.Texts).Concat(_log.Lines), text => Assert.Empty(wanted.In(text)));
    }

    private static void Done<T>(CommandResult<T> result)
        where T : class => Assert.Equal(CommandOutcome.Done, result.Outcome);
}
