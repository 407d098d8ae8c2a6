using System.Text.Json.Nodes;

namespace Monitoring.Sample.Demo;

/// <summary>The alert rule of the demo: it tells when a resolved error is back.</summary>
internal static class ShopAlert
{
    private const string Rules = "projects/1/alert-rules";
    private const string Name = "A resolved error is back";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Makes the rule, unless an earlier demo has.</summary>
    /// <returns>The rule's id.</returns>
    public static async Task<string> MakeAsync(ProductApi api, CancellationToken cancellationToken)
    {
        var rule = (await api.ListAsync(Rules, cancellationToken)).FirstOrDefault(rule => (string?)rule["name"] == Name)
            ?? await api.PostAsync(
                Rules,
                new JsonObject { ["name"] = Name, ["severity"] = "high", ["trigger"] = new JsonObject { ["kind"] = "regression" }, ["cooldown"] = "PT5M" },
                cancellationToken);
        return (string)rule["id"]!;
    }

    /// <summary>Waits until the rule has fired for an issue; within the cooldown of an earlier demo it has already.</summary>
    /// <returns>What it fired for, in words.</returns>
    public static async Task<string> AwaitAsync(ProductApi api, string rule, string issue, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < Limit)
        {
            var fired = (await api.ListAsync($"{Rules}/{rule}/history", cancellationToken)).FirstOrDefault(firing => (string?)firing["issueId"] == issue);
            if (fired is not null)
            {
                return $"{Name} ({fired["title"]}): {fired["reason"]}";
            }

            await Task.Delay(200, cancellationToken);
        }

        throw new DemoStepException($"the alert rule did not fire within {Limit.TotalSeconds:0} seconds.");
    }
}
