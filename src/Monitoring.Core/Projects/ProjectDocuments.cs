using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Monitoring.Projects;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Projects;

/// <summary>How projects, keys and members are stored. All lie in the host's partition, so that paths and keys are unique in the host.</summary>
internal static class ProjectDocuments
{
    public const string ById = "id";
    public const string ByProject = "project";
    public const string ByActor = "actor";

    public static DocumentType<Project> Project { get; } = new(
        "project",
        ProjectJson.Default.Project,
        project => project.Id.ToString(),
        [new DocumentIndex<Project>(ById, project => IndexKey.Empty.Add(project.Id.Value))]);

    public static DocumentType<ProjectPath> Path { get; } = new("project-path", ProjectJson.Default.ProjectPath, path => path.Path);

    public static DocumentType<ProjectCounter> Counter { get; } = new("project-counter", ProjectJson.Default.ProjectCounter, _ => ProjectCounter.Key);

    public static DocumentType<ClientKey> ClientKey { get; } = new(
        "client-key",
        ProjectJson.Default.ClientKey,
        key => key.PublicKey.Value,
        [new DocumentIndex<ClientKey>(ByProject, key => IndexKey.Empty.Add(key.ProjectId.Value).Add(key.CreatedAt))]);

    public static DocumentType<Member> Member { get; } = new(
        "member",
        ProjectJson.Default.Member,
        member => MemberKey(member.ProjectId, member.ActorId),
        [
            new DocumentIndex<Member>(ByProject, member => IndexKey.Empty.Add(member.ProjectId.Value).Add(member.ActorId)),
            new DocumentIndex<Member>(ByActor, member => IndexKey.Empty.Add(member.ActorId).Add(member.ProjectId.Value)),
        ]);

    public static DocumentType<Membership> Membership { get; } = new(
        "membership", ProjectJson.Default.Membership, membership => membership.ProjectId.ToString());

    public static ImmutableArray<DocumentType> All { get; } = [Project, Path, Counter, ClientKey, Member, Membership];

    /// <summary>An actor's id may be as long as a key may be, so the key holds its hash.</summary>
    public static string MemberKey(ProjectId project, string actorId) =>
        $"{project}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(actorId)))}";
}
