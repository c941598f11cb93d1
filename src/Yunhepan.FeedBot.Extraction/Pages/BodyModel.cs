using System.Buffers.Binary;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Estimates how likely a line is part of the article: a sum of small decision trees over <see cref="LineFeatures"/>, trained on
/// labelled pages by the <c>train-body</c> command of the benchmarks.
/// </summary>
internal sealed class BodyModel
{
    private readonly Tree[] _trees;
    private readonly double _slope;
    private readonly double _offset;

    private BodyModel(Tree[] trees, double slope, double offset) => (_trees, _slope, _offset) = (trees, slope, offset);

    /// <summary>The model that is embedded in this build.</summary>
    public static BodyModel Current { get; } = Load();

    /// <summary>Returns the probability, from 0 to 1, that a line belongs to the article.</summary>
    public double Probability(ReadOnlySpan<float> features)
    {
        var sum = 0.0;
        foreach (var tree in _trees)
            sum += tree.Leaf(features);
        return 1 / (1 + Math.Exp(_slope * sum + _offset));
    }

    /// <summary>
    /// Returns how much each feature contributed for or against the article: the output of a tree, minus its mean over all
    /// leaves, is divided among the features on its path.
    /// </summary>
    public Dictionary<int, double> Reasons(ReadOnlySpan<float> features)
    {
        var reasons = new Dictionary<int, double>();
        var asked = new List<int>();
        foreach (var tree in _trees)
        {
            asked.Clear();
            var word = (tree.Leaf(features, asked) - tree.Mean) * -_slope;
            foreach (var feature in asked)
                reasons[feature] = reasons.GetValueOrDefault(feature) + word / asked.Count;
        }
        return reasons;
    }

    public static BodyModel Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Reader(bytes);
        var (slope, offset) = (reader.Single(), reader.Single());
        var trees = new Tree[reader.Int16()];
        for (var i = 0; i < trees.Length; i++)
        {
            var nodes = new Node[reader.Int16()];
            for (var n = 0; n < nodes.Length; n++)
                nodes[n] = new Node(reader.Int16(), reader.Single(), reader.Int16(), reader.Int16());
            var leaves = new float[nodes.Length + 1];
            for (var n = 0; n < leaves.Length; n++)
                leaves[n] = reader.Single();
            trees[i] = new Tree(nodes, leaves);
        }
        return new BodyModel(trees, slope, offset);
    }

    private static BodyModel Load()
    {
        using var stream = typeof(BodyModel).Assembly.GetManifestResourceStream("body-lines.model")
            ?? throw new InvalidOperationException("the assembly contains no resource body-lines.model");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read(bytes);
    }

    /// <param name="Feature">Index of the feature in <see cref="LineFeatures.Names"/>.</param>
    /// <param name="Limit">Values up to this limit go left.</param>
    /// <param name="Left">The next node, or the complement of a leaf's number.</param>
    /// <param name="Right">The same for values above the limit.</param>
    private readonly record struct Node(short Feature, float Limit, short Left, short Right);

    private sealed class Tree(Node[] nodes, float[] leaves)
    {
        public double Mean { get; } = leaves.Average();

        /// <param name="features">The features of a line.</param>
        /// <param name="asked">Receives the features on the path, if the caller needs them.</param>
        public float Leaf(ReadOnlySpan<float> features, List<int>? asked = null)
        {
            var at = nodes.Length == 0 ? -1 : 0;
            while (at >= 0)
            {
                ref readonly var node = ref nodes[at];
                asked?.Add(node.Feature);
                at = features[node.Feature] <= node.Limit ? node.Left : node.Right;
            }
            return leaves[~at];
        }
    }

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        public short Int16()
        {
            var value = BinaryPrimitives.ReadInt16LittleEndian(_rest);
            _rest = _rest[2..];
            return value;
        }

        public float Single()
        {
            var value = BinaryPrimitives.ReadSingleLittleEndian(_rest);
            _rest = _rest[4..];
            return value;
        }
    }
}
