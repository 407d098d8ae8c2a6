using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Projects;

namespace Monitoring.Sample;

/// <summary>Sees to it that project 1 is there, with every feature on, its key, and the API token as owner.</summary>
internal static class SampleProject
{
    public const string Path = "demo/demo";

    public static ProjectId Id { get; } = new(1);

    public static async Task EnsureAsync(IServiceProvider services, SampleIdentity identity)
    {
        var projects = services.GetRequiredService<IProjectDirectory>();
        if (await projects.FindAsync(Id) is null)
        {
            Check(await projects.CreateAsync(Actor.System, Path, "Demo", Id));
        }

        Check(await projects.SetFeaturesAsync(Actor.System, Id, [.. Enum.GetValues<Feature>()]));
        var owner = new Member { ProjectId = Id, ActorId = TokenAuthentication.ActorId, Role = Role.Owner };
        Check(await services.GetRequiredService<IMemberDirectory>().SetAsync(Actor.System, owner));
        await EnsureKeyAsync(services.GetRequiredService<IClientKeyDirectory>(), identity.Key);
    }

    private static async Task EnsureKeyAsync(IClientKeyDirectory keys, string text)
    {
        if (!PublicKey.TryParse(text, out var key))
        {
            throw new ArgumentException("MONITORING_SAMPLE_KEY: 1 to 64 characters of A-Z, a-z, 0-9 and '_' are expected.");
        }

        if (await keys.FindAsync(key) is null)
        {
            Check(await keys.CreateAsync(Actor.System, Id, new ClientKeySettings { Label = "Sample" }, key));
        }
    }

    private static void Check<T>(CommandResult<T> result)
        where T : class
    {
        if (result.Outcome != CommandOutcome.Done)
        {
            throw new InvalidOperationException(result.Reason);
        }
    }
}
