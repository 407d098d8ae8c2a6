using System.Text;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Projects;

/// <summary>Makes the audit entries of the directories' commands.</summary>
internal sealed class Changes(IAuditLog audit, TimeProvider timeProvider)
{
    /// <summary>How often a command that lost a race against another one is tried again.</summary>
    public const int MaxAttempts = 16;

    public DateTimeOffset Now => timeProvider.GetUtcNow();

    /// <summary>The put that tells in the commit itself what was changed.</summary>
    public DocumentPut Audit<T>(Actor actor, ProjectId project, string action, string subject, DocumentType<T> type, T? before, T? after)
        where T : class => audit.Prepare(AuditEntry.Of(actor, project, action, subject, timeProvider) with
        {
            Before = before is null ? null : Encoding.UTF8.GetString(type.Serialize(before).Span),
            After = after is null ? null : Encoding.UTF8.GetString(type.Serialize(after).Span),
        });

    /// <summary>Whether two documents would be stored alike, so that writing the second changes nothing.</summary>
    public static bool AreSame<T>(DocumentType<T> type, T before, T after)
        where T : class => type.Serialize(before).Span.SequenceEqual(type.Serialize(after).Span);
}
