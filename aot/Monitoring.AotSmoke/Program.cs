using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitoring;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Projects;

// The main job, natively compiled: an envelope comes in and is found again as an issue.
var builder = Host.CreateEmptyApplicationBuilder(null);
builder.Services.AddMonitoring().AddErrorTracking().UseInMemory();
using var host = builder.Build();
await host.StartAsync();

var project = new ProjectId(1);
var projects = host.Services.GetRequiredService<IProjectDirectory>();
Done(await projects.CreateAsync(Actor.System, "smoke", "Smoke", project));
Done(await projects.SetFeaturesAsync(Actor.System, project, [Feature.ErrorTracking]));
var key = Done(await host.Services.GetRequiredService<IClientKeyDirectory>().CreateAsync(Actor.System, project, new ClientKeySettings { Label = "Smoke" }));

var envelope = """
    {"event_id":"9ec79c33ec9942ab8353589fcb2e04dc"}
    {"type":"event"}
    {"message":"natively compiled","level":"error","platform":"csharp","exception":{"values":[{"type":"Smoke","value":"42"}]}}

    """;
var outcome = await host.Services.GetRequiredService<IErrorIngestor>().IngestAsync(new IngestRequest
{
    Endpoint = IngestEndpoint.Envelope,
    Project = "1",
    Body = new MemoryStream(Encoding.UTF8.GetBytes(envelope)),
    SentryAuth = [$"Sentry sentry_version=7, sentry_key={key.PublicKey}"],
});
if (!outcome.IsAccepted)
{
    throw new InvalidOperationException(outcome.Error);
}

var issue = Done(await host.Services.GetRequiredService<IIssues>().GetAsync(Actor.System, outcome.Events.Single().IssueId));
await host.StopAsync();
Console.WriteLine($"Issue {issue.Row.Id}: {issue.Row.Title}");
return issue.Row.Title.Contains("Smoke", StringComparison.Ordinal) ? 0 : 1;

static T Done<T>(CommandResult<T> result)
    where T : class =>
    result.Outcome == CommandOutcome.Done ? result.Value! : throw new InvalidOperationException($"{result.Outcome}: {result.Reason}");
