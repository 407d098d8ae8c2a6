using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Backends;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Tests.Backends;

/// <summary>A host whose project has its errors at a Sentry server.</summary>
internal sealed class BackendHost : IAsyncDisposable
{
    public const string Token = "sntrys_0123456789abcdef0123456789abcdef";

    private BackendHost(IntakeHost host, ScriptedServer server)
    {
        Host = host;
        Server = server;
    }

    public static Actor Developer { get; } = new() { Kind = ActorKind.User, Id = "dora" };

    public static Actor Reporter { get; } = new() { Kind = ActorKind.User, Id = "rita" };

    public static Actor Maintainer { get; } = new() { Kind = ActorKind.User, Id = "mona" };

    public static Actor Stranger { get; } = new() { Kind = ActorKind.User, Id = "sam" };

    public static SentryConnection Connection { get; } = new() { Address = new Uri("https://sentry.example.com/"), Organization = "acme", Project = "shop" };

    public IntakeHost Host { get; }

    public ScriptedServer Server { get; }

    public ProjectId Project => Host.Project;

    public IErrorTrackingBackend Backend => Host.Service<IErrorTrackingBackend>();

    public IErrorTrackingBackendSettings Settings => Host.Service<IErrorTrackingBackendSettings>();

    public static async Task<BackendHost> StartAsync(bool chosen = true, Action<SentryBackendOptions>? configure = null)
    {
        var server = new ScriptedServer();
        var host = await IntakeHost.StartAsync(configure: options =>
        {
            options.SentryBackend.CreateHandler = () => server;
            options.SentryBackend.CacheLifetime = TimeSpan.Zero;
            configure?.Invoke(options.SentryBackend);
        });
        foreach (var (actor, role) in ((Actor, Role)[])[(Reporter, Role.Reporter), (Developer, Role.Developer), (Maintainer, Role.Maintainer)])
        {
            var member = new Member { ProjectId = host.Project, ActorId = actor.Id, Role = role };
            Assert.Equal(CommandOutcome.Done, (await host.Service<IMemberDirectory>().SetAsync(Actor.System, member)).Outcome);
        }

        var made = new BackendHost(host, server);
        if (chosen)
        {
            Assert.Equal(CommandOutcome.Done, (await made.ReplaceAsync(Change())).Outcome);
        }

        return made;
    }

    public static BackendSettingsChange Change(string? token = Token, SentryConnection? connection = null) =>
        new() { Kind = BackendKind.Sentry, Sentry = connection ?? Connection, Token = token };

    public ValueTask<CommandResult<BackendSettings>> ReplaceAsync(BackendSettingsChange change, long? expectedVersion = null) =>
        Settings.ReplaceAsync(Maintainer, Project, change, expectedVersion, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
