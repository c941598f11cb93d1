namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>The names of the features of a line, for the explanation of a page and for training.</summary>
internal static class FeatureNames
{
    /// <summary>Returns the names in the order in which <see cref="LineFeatures"/> adds the features.</summary>
    /// <param name="levels">How many containers around a line have features.</param>
    /// <param name="neighbours">How many lines before and after it have features.</param>
    public static IEnumerable<string> InOrder(int levels, int neighbours)
    {
        foreach (var name in Words(
            "weight linkShare stops stopDensity isProse isP isLi isCell isH1 isHeading isBox isQuote isDefinition "
            + "isCaption isTable anchors digits endsSentence endsColon capitals words startsLower quotes"))
            yield return name;
        foreach (var name in Words(
            "navigation aside comments hiddenSigns navigationSigns asideSigns commentSigns tailHeading tailLine "
            + "notice anywhere headLine legal facts isTitle equalsTitle fromTitle"))
            yield return name;
        foreach (var name in Words(
            "inRegion dropped fromRegionStart fromRegionEnd proseBeforeInRegion proseAfterInRegion regionScore "
            + "regionShare"))
            yield return name;
        for (var level = 0; level < levels; level++)
            foreach (var name in (string[])["proseShare", "linkDensity", "lines", "weightShare"])
                yield return name + level;
        foreach (var name in Words(
            "inArticle articleShare articles inMain inListItem inTable inForm inHeader inFooter inFigure inQuote "
            + "contentNames isBodyProperty depth siblingProse siblings"))
            yield return name;
        foreach (var name in Words(
            "clusterCount clusterProse clusterLinks clusterWeight clusterSpread clusterInRegion"))
            yield return name;
        for (var distance = 1; distance <= neighbours; distance++)
            foreach (var side in (string[])["previous", "next"])
                foreach (var name in (string[])["Weight", "LinkShare", "Prose", "Heading", "SameParent", "Marked", "InRegion", "Dropped"])
                    yield return side + distance + name;
        foreach (var name in Words(
            "proseNear proseWide linksWide position proseBefore sinceProse untilProse repeated isRepeat pageLines "
            + "pageProse isChinese isStatedArticle headingAbove"))
            yield return name;
    }

    private static string[] Words(string names) => names.Split(' ');
}
