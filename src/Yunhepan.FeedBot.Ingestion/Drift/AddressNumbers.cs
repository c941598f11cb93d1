using System.Globalization;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>
/// The article numbers in the addresses of a source. Content systems number articles in order, so the numbers show which came
/// first.
/// </summary>
/// <param name="Lowest">The lowest known number.</param>
/// <param name="Highest">The highest known number.</param>
internal sealed record AddressNumbers(long Lowest, long Highest)
{
    private const int Fewest = 3;

    /// <summary>Returns null if an address has no number of its own or too few addresses are known.</summary>
    public static AddressNumbers? Find(IReadOnlyCollection<string> urls)
    {
        var numbers = urls.Select(NumberIn).OfType<long>().Distinct().ToList();
        return numbers.Count >= Fewest && urls.All(u => NumberIn(u) is not null) && numbers.Count * 2 > urls.Count
            ? new AddressNumbers(numbers.Min(), numbers.Max()) : null;
    }

    public static long? NumberIn(string url) =>
        long.TryParse(FoldedUrl.Number(url), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
