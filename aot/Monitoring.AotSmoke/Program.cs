using System.Text;
using Monitoring;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Projects;

// The main job, natively compiled: an envelope comes in over HTTP and is found again as an issue.
var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddMonitoring().AddErrorTracking().AddAspNetCore().UseInMemory();
await using var app = builder.Build();
app.MapMonitoring().AllowAnonymous();
await app.StartAsync();

var project = new ProjectId(1);
var projects = app.Services.GetRequiredService<IProjectDirectory>();
Done(await projects.CreateAsync(Actor.System, "smoke", "Smoke", project));
Done(await projects.SetFeaturesAsync(Actor.System, project, [Feature.ErrorTracking]));
var key = Done(await app.Services.GetRequiredService<IClientKeyDirectory>().CreateAsync(Actor.System, project, new ClientKeySettings { Label = "Smoke" }));

var envelope = """
    {"event_id":"9ec79c33ec9942ab8353589fcb2e04dc"}
    {"type":"event"}
    {"message":"natively compiled","level":"error","platform":"csharp","exception":{"values":[{"type":"Smoke","value":"42"}]}}

    """;
using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(envelope));
using var answer = await client.PostAsync(new Uri($"api/1/envelope/?sentry_key={key.PublicKey}", UriKind.Relative), content);
answer.EnsureSuccessStatusCode();

var issues = app.Services.GetRequiredService<IIssues>();
var found = Done(await issues.ListAsync(Actor.System, project, new IssueSearch { Limit = 10 })).Items.Single();
var document = await client.GetStringAsync(new Uri("monitoring/openapi/v1.json", UriKind.Relative));
await app.StopAsync();

Console.WriteLine($"Issue {found.Row.Id}: {found.Row.Title}; OpenAPI document of {document.Length} characters");
return found.Row.Title.Contains("Smoke", StringComparison.Ordinal) && document.Contains("/issues/", StringComparison.Ordinal) ? 0 : 1;

static T Done<T>(CommandResult<T> result)
    where T : class =>
    result.Outcome == CommandOutcome.Done ? result.Value! : throw new InvalidOperationException($"{result.Outcome}: {result.Reason}");
