using System.ComponentModel.DataAnnotations;

namespace Monitoring.Core;

/// <summary>Archives of all that the host keeps, see <see cref="Archives.IArchives"/>.</summary>
public sealed class ArchiveOptions
{
    /// <summary>
    /// The directory that archives are written to, made when it is missing; nothing else decides where one lies. Best on another disk than the store, and readable for operators alone:
    /// an archive holds all that the store holds of people, and is not encrypted. Hosts on one database may share it; hosts on several need one each.
    /// </summary>
    /// <value>By default <see langword="null"/>: archives are refused.</value>
    public string? Directory { get; set; }

    /// <summary>How many archives may be kept at a time. When there are so many another one is refused; none is removed by itself.</summary>
    /// <value>By default 7; from 1 to 50.</value>
    [Range(1, 50)]
    public int MaxKept { get; set; } = 7;

    /// <summary>How many bytes must stay free where archives are written; one that would need them fails. A store on the same disk takes no events when it is full.</summary>
    /// <value>By default 1 GiB; from zero to 1 PiB.</value>
    [Range(0, 1L << 50)]
    public long MinFreeBytes { get; set; } = 1024 * 1024 * 1024;
}
