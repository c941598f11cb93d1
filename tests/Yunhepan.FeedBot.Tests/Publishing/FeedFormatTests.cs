using Yunhepan.FeedBot.Publishing.Topics;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>What is said of a format is said of each: a new one is refused until somebody decides.</summary>
public sealed class FeedFormatTests
{
    private const FeedFormat New = (FeedFormat)3;

    [Fact]
    public void A_format_that_nobody_has_decided_on_is_refused_everywhere_instead_of_being_served_as_json()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => New.Extension);
        Assert.Throws<ArgumentOutOfRangeException>(() => New.Name);
        Assert.Throws<ArgumentOutOfRangeException>(() => New.MediaType);
        Assert.Throws<ArgumentOutOfRangeException>(() => New.HasRetractions);
        Assert.Throws<ArgumentOutOfRangeException>(() => New.HasDeltas);
        Assert.Throws<ArgumentOutOfRangeException>(() => FeedWriter.Write(Sample.Document(FeedFormat.Rss), New));
    }

    [Fact]
    public void Each_format_is_found_by_its_own_extension()
    {
        Assert.Equal(Enum.GetValues<FeedFormat>(), FeedFormats.All);
        Assert.Equal(FeedFormats.All, FeedFormats.All.Select(f => FeedFormats.Parse(f.Extension)!.Value));
        Assert.Null(FeedFormats.Parse("xml"));
    }
}
