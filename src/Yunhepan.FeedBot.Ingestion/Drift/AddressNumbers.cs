using System.Globalization;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>Content systems number their articles as they come: the numbers in addresses say which came first.</summary>
/// <param name="Lowest">Of those that are known.</param>
/// <param name="Highest">Of those that are known.</param>
internal sealed record AddressNumbers(long Lowest, long Highest)
{
    private const int Fewest = 3;

    /// <summary>Null where not all have a number of their own, or few are known.</summary>
    public static AddressNumbers? Find(IReadOnlyCollection<string> urls)
    {
        var numbers = urls.Select(NumberIn).OfType<long>().Distinct().ToList();
        return numbers.Count >= Fewest && urls.All(u => NumberIn(u) is not null) && numbers.Count * 2 > urls.Count
            ? new AddressNumbers(numbers.Min(), numbers.Max()) : null;
    }

    public static long? NumberIn(string url) =>
        long.TryParse(FoldedUrl.Number(url), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
