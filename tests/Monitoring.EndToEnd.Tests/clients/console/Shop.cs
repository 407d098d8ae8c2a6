using System.Runtime.CompilerServices;

namespace ConsoleShop;

internal static class Shop
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Checkout(int order)
    {
        try
        {
            ChargeCard();
        }
        catch (PaymentDeclinedException error)
        {
            throw new CheckoutFailedException($"order {order} could not be paid", error);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ChargeCard()
    {
        try
        {
            AskBank();
        }
        catch (TimeoutException error)
        {
            throw new PaymentDeclinedException("card declined by bank", error);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AskBank() => throw new TimeoutException("bank did not answer in 200 ms");
}
