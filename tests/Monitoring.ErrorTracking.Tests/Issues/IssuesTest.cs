using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Tests.Issues;

/// <summary>A host with a project that has a member of each role.</summary>
public abstract class IssuesTest : IAsyncLifetime
{
    private protected static readonly Actor Reporter = new() { Kind = ActorKind.User, Id = "rita" };
    private protected static readonly Actor Developer = new() { Kind = ActorKind.User, Id = "dora" };
    private protected static readonly Actor Maintainer = new() { Kind = ActorKind.Token, Id = "mona", Door = "api" };
    private protected static readonly Actor Guest = new() { Kind = ActorKind.User, Id = "gus" };
    private protected static readonly Actor Stranger = new() { Kind = ActorKind.User, Id = "sam" };

    private protected IntakeHost Host { get; private set; } = null!;

    private protected IIssues Issues => Host.Issues;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Host = await IntakeHost.StartAsync();
        var members = Host.Service<IMemberDirectory>();
        foreach (var (actor, role) in ((Actor, Role)[])[(Reporter, Role.Reporter), (Developer, Role.Developer), (Maintainer, Role.Maintainer), (Guest, Role.Guest)])
        {
            var member = new Member { ProjectId = Host.Project, ActorId = actor.Id, Role = role };
            Assert.Equal(CommandOutcome.Done, (await members.SetAsync(Actor.System, member, cancellationToken: Cancellation)).Outcome);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<IssueId> OpenAsync(string message) => (await SendAsync($$"""{"message":"{{message}}"}""")).IssueId;

    private protected async Task<IngestedEvent> SendAsync(string json) => Assert.Single((await Host.SendAsync(json, IngestEndpoint.Store)).Events);
}
