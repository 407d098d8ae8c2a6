using System.Collections.Frozen;

namespace Monitoring.ErrorTracking.Grouping.Parameterization;

/// <summary>
/// The top-level domains by which hosts are told from names with dots in them, such as those of modules: the frequent ones, all in upper or all in
/// lower case.
/// </summary>
internal static class TopLevelDomains
{
    private const string Names =
        "com net org edu gov info biz app pro xyz news link club site mobi cat wiki xxx jobs online tips "
        + "ae al ar at au be bg br by ca cc cf ch cl cn co cz de dk ee es eu fi fm fr ga gq gr hk hr hu id ie il in io ir is it jp kr kz la lt lv ly "
        + "me ms mx my ng nl no nz pe ph pl pt ro rs ru sa se sg si sk th tk to tr tv tw ua ug uk us vn za";

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> All =
        Names.Split(' ').SelectMany(name => (string[])[name, name.ToUpperInvariant()]).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> name) => All.Contains(name);
}
