using Monitoring.Architecture.Tests.Examples.Signatures;

namespace Monitoring.Architecture.Tests.Examples.Generics;

internal static class UsesAsArgument
{
    public static int Count() => new List<UsesInSignature>().Count;
}
