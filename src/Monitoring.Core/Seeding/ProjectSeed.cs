using Monitoring.Projects;

namespace Monitoring.Core.Seeding;

/// <summary>A project that the host wants to be there when it starts. What people change of it later is left alone.</summary>
public sealed class ProjectSeed
{
    internal ProjectSeed(string path) => Path = path;

    /// <summary>The full path; a project of this path is taken as it is.</summary>
    public string Path { get; }

    /// <summary>The number that stands in its DSNs.</summary>
    /// <value>By default the next free one.</value>
    public ProjectId Id { get; set; }

    /// <summary>The name shown to people.</summary>
    /// <value>By default the path.</value>
    public string? Name { get; set; }

    /// <summary>What is switched on when the project is created.</summary>
    /// <value>By default error tracking.</value>
    public ISet<Feature> Features { get; } = new SortedSet<Feature> { Feature.ErrorTracking };

    /// <summary>The public key of its DSN; made if it is not there.</summary>
    /// <value>By default none: a project without any key gets a random one.</value>
    public PublicKey PublicKey { get; set; }

    /// <summary>The ids of actors who are made owners unless they are members.</summary>
    /// <value>By default nobody: only administrators may do something in the project.</value>
    public ISet<string> Owners { get; } = new SortedSet<string>(StringComparer.Ordinal);
}
