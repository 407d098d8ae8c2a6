namespace Monitoring.ErrorTracking.SourceMaps.Decoding;

/// <summary>The sources and names of one map among those of all sections.</summary>
/// <param name="FirstSource">The index of its first source.</param>
/// <param name="Sources">How many sources it has.</param>
/// <param name="FirstName">The index of its first name.</param>
/// <param name="Names">How many names it has.</param>
internal readonly record struct MappingTable(int FirstSource, int Sources, int FirstName, int Names)
{
    /// <summary>Makes a mapping. An index of no source or name costs this entry its source or name, and not the map.</summary>
    public Mapping Resolve(int column, int source, int line, int sourceColumn, int name) =>
        source >= Sources
            ? Mapping.FromNowhere(column)
            : new Mapping(column, FirstSource + source, line, sourceColumn, name >= 0 && name < Names ? FirstName + name : -1);
}
