using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.State;

namespace Monitoring.Storage.LiteDb.Errors.Writing;

/// <summary>Makes and removes issues.</summary>
internal static class IssueRegister
{
    /// <summary>Names a new issue; the caller records it, once it has its hashes.</summary>
    public static IssueHead Open(ErrorState state, ChangeRecorder recorder, ProjectId project, IssueState initial)
    {
        var before = state.Project(project);
        var number = before.LastNumber + 1;
        recorder.PutProject(project, before with { LastNumber = number });
        return new IssueHead { Id = new IssueId(state.LastIssue + 1), Project = project, Number = number, State = initial };
    }

    /// <summary>Removes an issue with all that it counted, and what is known of the issues that were merged into it.</summary>
    public static void Delete(ErrorState state, ChangeRecorder recorder, IssueHead head)
    {
        var leading = new Queue<IssueId>([head.Id]);
        while (leading.TryDequeue(out var into))
        {
            foreach (var merged in state.Merged.Where(merged => merged.Into == into).ToList())
            {
                leading.Enqueue(merged.Head.Id);
                recorder.RemoveMerged(merged.Head.Id);
            }
        }

        recorder.RemoveIssue(head.Id);
        foreach (var hash in head.Hashes)
        {
            recorder.DeleteHash(head.Project, hash);
        }
    }
}
