using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.ProjectSettings;

/// <summary>What tells the settings of one kind from those of another.</summary>
internal sealed record SettingsKind<T>
    where T : class
{
    /// <summary>How they are stored; the key is the type's name.</summary>
    public required DocumentType<SettingsDocument<T>> Type { get; init; }

    /// <summary>The settings of a project that has changed nothing.</summary>
    public required T Initial { get; init; }

    /// <summary>What a change is called in the audit log, such as <c>quotas.changed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The first mistake in settings with its place; null when there is none.</summary>
    public required Func<T, string?> FindFault { get; init; }
}
