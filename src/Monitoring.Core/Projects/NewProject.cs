using System.Collections.Immutable;
using Monitoring.Projects;

namespace Monitoring.Core.Projects;

/// <summary>What a new project shall be, its number aside.</summary>
internal sealed record NewProject(string Path, string Name, ImmutableArray<Feature> Features);
