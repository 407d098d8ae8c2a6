using Monitoring.Core.Seeding;
using Monitoring.Projects;

namespace Monitoring.Sample;

/// <summary>Project 1 of the sample: every feature is on, and the API token is its owner.</summary>
internal static class SampleProject
{
    public const string Path = "demo/demo";

    public static ProjectId Id { get; } = new(1);

    public static void Describe(ProjectSeed project, SampleIdentity identity)
    {
        project.Id = Id;
        project.Name = "Demo";
        project.Features.UnionWith(Enum.GetValues<Feature>());
        project.Owners.Add(TokenAuthentication.ActorId);
        project.PublicKey = PublicKey.TryParse(identity.Key, out var key) ? key : default;
    }
}
