using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests;

/// <summary>The commands that README.md tells to type do what it says.</summary>
public sealed class ReadmeTests
{
    private const string DemoCommand = "dotnet run --project samples/Monitoring.Sample -- --demo";

    [Fact]
    public void The_readme_names_the_command_that_is_tested() => Assert.Contains(DemoCommand, File.ReadAllText(Repository.File("README.md")), StringComparison.Ordinal);

    [Fact]
    public async Task The_demo_runs_to_its_end_and_prints_its_steps()
    {
        using var data = new TemporaryDirectory();
        var url = $"http://127.0.0.1:{FreePort.Take()}";
        await using var demo = await ChildProcess.RunAsync(
            "dotnet",
            ["run", "--project", Repository.File("samples", "Monitoring.Sample"), "--configuration", BuiltProgram.Configuration, "--no-build", "--", "--demo", "--exit-after-demo", "--urls", url, "--data", data.Path]);

        Assert.True(demo.ExitCode == 0, $"it ended with {demo.ExitCode}: {demo.Output}");
        Assert.Contains("Ready", demo.Lines);
        Assert.Contains(demo.Lines, line => line.StartsWith("DSN: http://", StringComparison.Ordinal));
        Assert.Contains(demo.Lines, line => line.Contains("issue", StringComparison.OrdinalIgnoreCase));
    }
}
