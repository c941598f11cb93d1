using System.Globalization;

namespace Yunhepan.FeedBot.Benchmarks;

/// <summary>The options of a load command: <c>--name value</c>.</summary>
internal static class Arguments
{
    public static int Number(string[] args, string name, int otherwise) =>
        Text(args, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public static string? Text(string[] args, string name) =>
        Array.IndexOf(args, "--" + name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
