using System.Globalization;

namespace Yunhepan.FeedBot.Benchmarks.Delivery;

/// <summary>Parses <c>--name value</c> pairs, each with a default.</summary>
internal sealed class LoadArguments(string[] args)
{
    public int Number(string name, int otherwise) =>
        Find(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public double Share(string name, double otherwise) =>
        Find(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public string Word(string name, string otherwise) => Find(name) ?? otherwise;

    private string? Find(string name)
    {
        var at = Array.IndexOf(args, "--" + name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
