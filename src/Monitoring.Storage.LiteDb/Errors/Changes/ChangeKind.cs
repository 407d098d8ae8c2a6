namespace Monitoring.Storage.LiteDb.Errors.Changes;

/// <summary>The first byte of a record in the journal. The numbers are part of the file format.</summary>
internal enum ChangeKind : byte
{
    AddEvent = 1,
    PutIssue = 2,
    RemoveIssue = 3,
    PutOwner = 4,
    DeleteHash = 5,
    PutMerged = 6,
    RemoveMerged = 7,
    PutProject = 8,
    AddTransition = 9,
    TrimTransitions = 10,
    PutPin = 11,
    RemovePin = 12,
    PutHash = 13,
    KeepEvent = 14,
    ImportTransition = 15,
}
