using System.Runtime.CompilerServices;

namespace WebShop;

internal static class Shop
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Order(int number)
    {
        try
        {
            return AskBank();
        }
        catch (TimeoutException error)
        {
            throw new CheckoutFailedException($"order {number} could not be paid", error);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string AskBank() => throw new TimeoutException("bank did not answer in 200 ms");
}
