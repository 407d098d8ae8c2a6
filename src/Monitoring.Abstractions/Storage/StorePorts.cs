namespace Monitoring.Storage;

/// <summary>For which ports a provider is used, where a host mixes several.</summary>
[Flags]
public enum StorePorts
{
    /// <summary>For none.</summary>
    None = 0,

    /// <summary>Issues and events: <see cref="Errors.IErrorStore"/>.</summary>
    Errors = 1,

    /// <summary>Everything of low volume: <see cref="Documents.IDocumentStore"/>.</summary>
    Documents = 2,

    /// <summary>Attachments and the like: <see cref="Blobs.IBlobStore"/>.</summary>
    Blobs = 4,

    /// <summary>For all that no other provider has taken before.</summary>
    All = Errors | Documents | Blobs,
}
