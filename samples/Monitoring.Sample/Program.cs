using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;
using Monitoring;
using Monitoring.Sample;
using Monitoring.Sample.Demo;

SampleArguments arguments;
SampleIdentity identity;
try
{
    arguments = SampleArguments.Parse(args);
    if (arguments.HelpOnly)
    {
        Console.WriteLine(SampleArguments.Help);
        return 0;
    }

    identity = SampleIdentity.LoadOrCreate(arguments.Data);
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine($"{exception.Message} --help tells the arguments.");
    return 2;
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

var builder = WebApplication.CreateBuilder();
builder.WebHost.UseUrls(arguments.Urls);
builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);

builder.Services.AddSingleton(identity).AddSingleton(arguments);
builder.Services.AddAuthentication(TokenAuthentication.SchemeName)
    .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
builder.Services.AddAuthorization();
builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();

var monitoring = builder.Services.AddMonitoring(o => o.Archives.Directory = arguments.Archives)
    .AddErrorTracking(o =>
    {
        o.Attachments.Enabled = true;
        o.Spool.Directory = arguments.Spool;
    })
    .AddAspNetCore()
    .AddProject(SampleProject.Path, project => SampleProject.Describe(project, identity));
_ = arguments.Store switch
{
    "memory" => monitoring.UseInMemory(),
    "postgres" => monitoring.UsePostgreSql(o => o.ConnectionString = arguments.Connection!),
    _ => monitoring.UseLiteDb(o => o.Directory = arguments.Data),
};

await using var app = builder.Build();

try
{
    app.MapMonitoring().RequireAuthorization();
    await app.StartAsync();
}
catch (Exception exception) when (exception is IOException or MonitoringException or OptionsValidationException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

var address = SampleAddress.Of(app.Services.GetRequiredService<IServer>(), arguments);
var dsn = address.Replace("://", $"://{identity.Key}@") + $"/{SampleProject.Id}";
Console.WriteLine($"DSN: {dsn}");
Console.WriteLine($"API token: {identity.ApiToken}");
Console.WriteLine($"Alert key: {identity.AlertKey}");
Console.WriteLine($"Dashboard: {address}/monitoring/");
Console.WriteLine("Ready");

var exitCode = 0;
if (arguments.Demo)
{
    exitCode = await ShopDemo.RunAsync(dsn, new Uri(address), identity.ApiToken, app.Lifetime.ApplicationStopping) ? 0 : 1;
    if (arguments.ExitAfterDemo)
    {
        await app.StopAsync();
        return exitCode;
    }
}

await app.WaitForShutdownAsync();
return 0;
