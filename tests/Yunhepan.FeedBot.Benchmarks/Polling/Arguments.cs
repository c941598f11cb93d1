using System.Globalization;

namespace Yunhepan.FeedBot.Benchmarks.Polling;

internal static class Arguments
{
    /// <summary>Returns the number after an option, or the default value.</summary>
    public static int Number(string[] args, string option, int otherwise)
    {
        var at = Array.IndexOf(args, option);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
